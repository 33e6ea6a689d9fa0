#pragma once
#include "engine/landscapes/chart.h"

namespace isthmus::engine {

/// Of so many vertices the live landscape shows all mixtures.
inline constexpr std::size_t fewestVertices = 3;
inline constexpr std::size_t mostVertices = 4;

/// Copies of networks of a running session and the examples to look at them with: everything a landscape worker needs,
/// none of which the session will touch again.
struct WeightsSnapshot {
    std::uint64_t runId = 0;
    std::int64_t step = 0;
    std::string fromName;                ///< "init", "task-02"
    at::Tensor from;                     ///< [P], what the run predicted with after the task before
    at::Tensor to;                       ///< [P], what it would predict with now
    std::vector<ChartNetwork> vertices;  ///< of the subspace that is trained, if it can be shown; else empty
    std::shared_ptr<const Classifier> network;
    std::vector<TestSet> tests;  ///< the first few test images of tasks 1 … current
};

}  // namespace isthmus::engine
