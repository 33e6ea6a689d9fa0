#pragma once
#include "engine/random.h"
#include "engine/tensor.h"

#include <vector>

namespace isthmus::engine {

/// A stretch of the flat weights: one layer's.
struct Slice {
    std::int64_t offset = 0;
    std::int64_t size = 0;
};

/// Networks at the n vertices of a simplex in weight space: a matrix [n, P] whose combinations are networks too.
/// One network alone is a simplex with n = 1.
struct Simplex {
    at::Tensor vertices;        ///< W, [n, P]
    at::Tensor velocity;        ///< of the optimiser, [n, P]; undefined while momentum has not been used
    std::vector<Slice> layers;  ///< of the weights, in order; for points that have coordinates of their own in each layer

    std::int64_t count() const { return vertices.size(0); }

    /// W^T a, [P]: the network at coordinates a [n], or [layers * n], layer by layer.
    at::Tensor point(const std::vector<double>& a) const;
    /// target_i += factor a_i g for every vertex i, layer by layer where a is; target [n, P] is the vertices or the velocity.
    void addOuter(at::Tensor& target, const std::vector<double>& a, const at::Tensor& g, double factor) const;
    /// Forgets the momentum, as at the start of a phase.
    void rest() { velocity = at::Tensor(); }
};

/// The same rows [n, P], each at the beginning of a line of the processor's cache, `linesIn` lines further in than others:
/// arrays that are walked side by side are not to begin at the same place of a page, where they would shut each other out.
at::Tensor onCacheLines(const at::Tensor& rows, int linesIn = 0);
constexpr int velocityLinesIn = 8;  ///< where velocities are put

/// a ~ U(Delta_n), the uniform (Dirichlet(1, …, 1)) distribution: normalised exponentials.
std::vector<double> sampleSimplex(int n, Random& random);

}  // namespace isthmus::engine
