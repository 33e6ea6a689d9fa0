#pragma once
#include "engine/data/task_source.h"
#include "engine/models/model.h"

#include <stop_token>

namespace isthmus::engine {

/// How well networks do on labelled examples.
struct Score {
    double accuracy = 0.0;  ///< in [0, 1]
    double loss = 0.0;      ///< mean cross-entropy, nats
};

/// Scores the average of the members' softmaxes (one member: that network) on every example, in blocks, without gradients.
/// Throws Error(Interrupted) within 200 ms of a stop request.
Score evaluate(const Model& model, const std::vector<at::Tensor>& members, const Examples& examples, std::stop_token stop = {});

}  // namespace isthmus::engine
