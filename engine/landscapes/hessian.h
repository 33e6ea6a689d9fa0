#pragma once
#include "engine/landscapes/lanczos.h"
#include "engine/models/classifier.h"

#include <functional>
#include <stop_token>

namespace isthmus::engine {

/// H v [P], float64: the Hessian of the mean cross-entropy (nats) of the examples at weights [P] times a vector [P] (Pearlmutter
/// 1994), by differentiating the gradient once more in float64. Exact for every model but for rounding; where a ReLU has its
/// kink, the derivative is that of one side, as always. Networks with batch normalisation use the statistics of the block at
/// hand and their derivatives; blocks have 32 examples or a few more.
/// `onBlock` is told the share of the examples that are done. Throws Error(BadInput) when the result is not finite, and
/// Error(Interrupted) after a stop request: within 200 ms, or one forward pass of 32 examples where that takes longer.
at::Tensor hessianProduct(const Classifier& network, const at::Tensor& weights, const Examples& examples,
                          const at::Tensor& vector, const std::function<void(double)>& onBlock = {},
                          const std::stop_token& stop = {});

/// The eigenvalues of that Hessian with the greatest magnitude and their directions, on the device of the weights.
/// `onProgress` is told the share of `maxProducts` that is done, and 1 at the end; throws as `hessianProduct` does.
Eigenpairs hessianEigenpairs(const Classifier& network, const at::Tensor& weights, const Examples& examples,
                             const LanczosOptions& options, const std::function<void(double)>& onProgress = {},
                             const std::stop_token& stop = {});

}  // namespace isthmus::engine
