#pragma once
#include "engine/landscapes/chart.h"
#include "engine/results/barrier_table.h"

#include <functional>
#include <stop_token>

namespace isthmus::engine {

/// The barrier of each task on the straight line between every two of the networks, from the loss at `points` (2 or more) evenly
/// spaced points of the line, its ends among them. `onProgress` is told the share that is done, in (0, 1], in the thread that
/// called; it may be empty. The same numbers for any number of threads. Throws Error(Interrupted) within 200 ms of a stop
/// request.
BarrierTable barriers(const Classifier& network, const std::vector<ChartNetwork>& networks,
                      const std::vector<TaskExamples>& tasks, int points, const std::function<void(double)>& onProgress,
                      std::stop_token stop);

/// Floating-point operations that takes, with `images` examples in all tasks together.
double barrierOperations(const Model& model, std::size_t networks, double images, int points);

}  // namespace isthmus::engine
