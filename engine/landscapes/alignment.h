#pragma once
#include "engine/models/model.h"

#include <stop_token>

namespace isthmus::engine {

/// The same function as the perceptron `weights` [P], its hidden units so permuted that the weights lie close to `reference` [P]:
/// weight matching (Ainsworth, Hayase and Srinivasa 2022, arXiv 2209.04836, algorithm 1). Layer after layer takes the permutation
/// that is best while the others stay, an exact linear assignment, until none brings the weights nearer; layers are visited in
/// their order, not at random. The distance to the reference never grows, but a permutation of several layers at once might be
/// nearer still. Of the type and on the device of `weights`; computed on the processor.
/// Throws Error(BadInput) for other models and for weights that are not finite, Error(Interrupted) after a stop request.
at::Tensor aligned(const Model& model, const at::Tensor& reference, const at::Tensor& weights, const std::stop_token& stop = {});

}  // namespace isthmus::engine
