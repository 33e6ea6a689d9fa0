#pragma once
#include "engine/models/weight_layout.h"
#include "engine/random.h"
#include "engine/tensor.h"

namespace isthmus::engine {

/// A filter-normalised random direction [P] at a network (Li et al. 2018, arXiv 1712.09913, section 4): Gaussian numbers, where
/// each filter (what one output unit or channel weights its inputs with) is scaled to the Euclidean norm of the network's
/// filter. Distances along it then compare between networks whose units are scaled differently. Arrays with one dimension
/// (biases, normalisation layers) are zero; `withBiases` gives them the network's own numbers, as the authors' program does.
/// Of the type and on the device of `weights` [P]. The same for any number of threads; the filters are drawn alike with and
/// without biases.
at::Tensor randomDirection(const WeightLayout& layout, const at::Tensor& weights, Random random, bool withBiases);

}  // namespace isthmus::engine
