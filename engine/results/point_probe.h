#pragma once
#include "engine/results/landscape_grid.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace isthmus::engine {

/// How good a network, or an ensemble of some, is on one task.
struct ProbeScore {
    int task = 0;  ///< from 1
    Split split = Split::Test;
    double loss = 0.0;       ///< mean cross-entropy, nats
    double accuracy = 0.0;   ///< in [0, 1]
    double lossError = 0.0;  ///< standard error of the loss, nats
};

/// What a network says about one image.
struct ProbeImage {
    int task = 0;
    int channels = 1;
    int height = 0;
    int width = 0;
    std::vector<std::uint8_t> pixels;  ///< row after row, the channels of a pixel together
    int label = 0;
    std::vector<double> probabilities;  ///< [classes]
};

/// The network at one point of a chart.
struct PointProbe {
    std::array<double, 3> place{};
    std::vector<ProbeScore> scores;
    std::vector<std::string> anchors;  ///< of the chart
    std::vector<double> distances;     ///< to each of them, Euclidean, in weight space
    std::vector<ProbeImage> images;
};

/// Several points of a chart as an ensemble whose softmaxes are averaged.
struct EnsembleProbe {
    std::vector<std::array<double, 3>> places;
    std::vector<ProbeScore> scores;    ///< of the ensemble
    std::vector<double> disagreement;  ///< [tasks] share of images on which two members disagree, mean over pairs
    std::vector<double> best;          ///< [tasks] accuracy of the best member
};

using PointProbePtr = std::shared_ptr<const PointProbe>;
using EnsembleProbePtr = std::shared_ptr<const EnsembleProbe>;

}  // namespace isthmus::engine
