#pragma once
#include "engine/tensor.h"

#include <functional>
#include <vector>

namespace isthmus::engine {

/// When the search for eigenvalues ends.
struct LanczosOptions {
    int count = 2;            ///< eigenvalues wanted
    double tolerance = 1e-3;  ///< of the residuals |Av - λv| of all of them, as a share of the largest |λ|
    int maxProducts = 60;     ///< after so many products with the matrix the search ends in any case; each keeps a vector
};

/// The eigenvalues of greatest magnitude of a symmetric matrix.
struct Eigenpairs {
    std::vector<double> values;     ///< λ, the greatest magnitude first
    at::Tensor vectors;             ///< v, [count, size] float64, of length 1; the number of greatest magnitude is positive
    std::vector<double> residuals;  ///< |Av - λv|: within it of λ there is an eigenvalue
    int products = 0;               ///< with the matrix
};

/// By Lanczos iterations with full re-orthogonalisation (Golub and Van Loan 2013, Matrix Computations, section 10.3), for a
/// matrix A that is known by its products alone: `product` gives A v of a vector v [size] in float64 on `device`. Begins with a
/// vector that is always the same. Fewer pairs than wanted come back where the matrix or `maxProducts` is smaller. An
/// eigenvalue that occurs more than once may be found once only.
Eigenpairs lanczos(const std::function<at::Tensor(const at::Tensor&)>& product, std::int64_t size, const at::Device& device,
                   const LanczosOptions& options);

}  // namespace isthmus::engine
