#pragma once
#include "engine/tensor.h"

namespace isthmus::engine {

/// Of two vectors [P], added up in float64 and in their order: the same for any number of threads, which LibTorch's own sums are
/// not. Where the points of a chart lie depends on it.
double innerProduct(const at::Tensor& a, const at::Tensor& b);
/// The Euclidean length of a vector [P], likewise.
double lengthOf(const at::Tensor& vector);

}  // namespace isthmus::engine
