#pragma once
#include "engine/results/landscape_grid.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace isthmus::engine {

/// A named point of weight space and where it lies on the line.
struct LineAnchor {
    std::string name;
    double t = 0.0;
};

/// One task along the line, one value per point of `LandscapeLine::t`.
struct LineTask {
    int task = 0;                  ///< from 1
    std::vector<double> loss;      ///< mean cross-entropy, nats
    std::vector<double> accuracy;  ///< in [0, 1]
    double barrier = 0.0;  ///< max over t in [0,1] of L(t) - ((1-t) L(0) + t L(1)), nats; NaN where the ends are no networks
    Split split = Split::Test;
    std::vector<double> lossError = {};       ///< standard error of the loss, nats; empty where it is not known
    std::vector<double> lossSpread = {};      ///< sample standard deviation over several draws, nats; empty: one draw
    std::vector<double> accuracySpread = {};  ///< the same of the accuracy
};

/// Loss and accuracy along a chart of one dimension: the segment w(t) = (1-t) w_A + t w_B through two networks, or a curve.
struct LandscapeLine {
    std::string chart = "line";
    std::uint64_t runId = 0;
    std::vector<LineAnchor> anchors;  ///< A at t = 0, B at t = 1
    double distance = 0.0;            ///< Euclidean, in weight space, of a step of 1 in t: |w_B - w_A|
    std::string label = "t";          ///< what t measures
    std::vector<std::string> notes;   ///< what else is known
    std::vector<double> t;
    std::vector<LineTask> tasks;
    int samples = 0;        ///< test images per task
    int draws = 1;          ///< of the line's direction: values are means over so many lines
    std::int64_t step = 0;  ///< when the weights were taken, in a live run
};

using LandscapeLinePtr = std::shared_ptr<const LandscapeLine>;

/// max over t in [0, 1] of L(t) - ((1-t) L(0) + t L(1)); L(0) and L(1) are the values nearest to the ends.
double barrier(const std::vector<double>& t, const std::vector<double>& loss);

/// A grid of one dimension as a line.
LandscapeLine lineOf(const LandscapeGrid& grid);

}  // namespace isthmus::engine
