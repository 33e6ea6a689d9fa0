#pragma once
#include "engine/tensor.h"

namespace isthmus::engine {

/// Labelled examples ready for a network.
struct Examples {
    at::Tensor images;  ///< [N, channels*height*width], float32 in [0, 1], or normalised
    at::Tensor labels;  ///< [N], int64

    std::int64_t count() const { return labels.size(0); }
    /// The examples at these positions, in this order.
    Examples at(const at::Tensor& index) const;
    /// `n` examples from position `begin`; shares memory.
    Examples slice(std::int64_t begin, std::int64_t n) const { return {images.narrow(0, begin, n), labels.narrow(0, begin, n)}; }
    /// The first `n`, or all of them when there are fewer; shares memory.
    Examples first(std::int64_t n) const { return slice(0, std::min(n, count())); }
};

/// One after the other.
inline Examples joined(const Examples& a, const Examples& b)
{
    return {at::cat({a.images, b.images}), at::cat({a.labels, b.labels})};
}

/// Examples to score networks on.
struct TestSet {
    Examples examples;
    at::Tensor calibration = {};  ///< training images of the same task [M, …], for models that recompute their statistics
};

}  // namespace isthmus::engine
