#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace isthmus::engine {

/// Mean training loss (cross-entropy, nats) over the steps since the sample before; `step` is the last of them.
struct LossSample {
    std::int64_t step = 0;  ///< optimiser steps since the run began, over all tasks and phases, from 1
    double loss = 0.0;
};

/// Where a phase of a task begins: its first step is `step + 1`.
struct PhaseStart {
    std::int64_t step = 0;
    int task = 0;       ///< from 1
    std::string phase;  ///< "learn", "connect"
};

/// Test accuracy on one task at one moment of training, on the first few test images when taken inside a task.
struct AccuracySample {
    std::int64_t step = 0;
    int task = 0;           ///< measured on this task, from 1
    double accuracy = 0.0;  ///< in [0, 1]
    bool full = false;      ///< true at a task's end: all the test images asked for
};

/// What training has shown so far, in order.
struct TrainingTrace {
    std::vector<LossSample> loss;
    std::vector<PhaseStart> phases;
    std::vector<AccuracySample> accuracy;
};

}  // namespace isthmus::engine
