#pragma once
#include "engine/random.h"
#include "engine/tensor.h"

#include <vector>

namespace isthmus::engine {

/// Networks at the n vertices of a simplex in weight space: a matrix [n, P] whose convex combinations are networks too.
/// One network alone is a simplex with n = 1.
struct Simplex {
    at::Tensor vertices;  ///< W, [n, P]
    at::Tensor velocity;  ///< of the optimiser, [n, P]; undefined while momentum has not been used

    std::int64_t count() const { return vertices.size(0); }

    /// W^T a, [P]: the network at barycentric coordinates a [n].
    at::Tensor point(const std::vector<double>& a) const;
    /// W^T (1/n, …, 1/n), [P].
    at::Tensor midpoint() const;
    /// Forgets the momentum, as at the start of a phase.
    void rest();
};

/// a ~ U(Delta_n), the uniform (Dirichlet(1, …, 1)) distribution: normalised exponentials.
std::vector<double> sampleSimplex(int n, Random& random);

}  // namespace isthmus::engine
