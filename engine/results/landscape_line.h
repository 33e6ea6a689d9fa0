#pragma once
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
    double barrier = 0.0;          ///< max over t in [0,1] of L(t) - ((1-t) L(0) + t L(1)), nats
};

/// Loss and accuracy on the segment w(t) = (1-t) w_A + t w_B through two networks.
struct LandscapeLine {
    std::uint64_t runId = 0;
    std::vector<LineAnchor> anchors;  ///< A at t = 0, B at t = 1
    double distance = 0.0;            ///< |w_B - w_A|, Euclidean
    std::vector<double> t;
    std::vector<LineTask> tasks;
    int samples = 0;        ///< test images per task
    std::int64_t step = 0;  ///< when the weights were taken, in a live run
};

using LandscapeLinePtr = std::shared_ptr<const LandscapeLine>;

}  // namespace isthmus::engine
