#pragma once
#include "engine/landscapes/chart.h"
#include "engine/results/point_probe.h"

namespace isthmus::engine {

/// The network at a place of a chart [P], as single weights and not from what the scorers share.
at::Tensor networkAt(const Chart& chart, const Place& place);

/// Its exact scores, its distances from the chart's anchors, and what it says about the first `images` examples of each task.
/// Throws Error(Interrupted) within 200 ms of a stop request.
PointProbe probePoint(const Classifier& network, const Chart& chart, const std::vector<TaskExamples>& tasks,
                      const InputShape& shape, const Place& place, int images, std::stop_token stop);

/// The ensemble of the networks at one or more places: the average of their softmaxes. Throws as `probePoint` does.
EnsembleProbe probeEnsemble(const Classifier& network, const Chart& chart, const std::vector<TaskExamples>& tasks,
                            const std::vector<Place>& places, std::stop_token stop);

}  // namespace isthmus::engine
