#pragma once
#include "engine/tensor.h"

namespace isthmus::engine {

/// What follows a normalisation: something of the same shape is added, then ReLU.
struct AfterNormalisation {
    at::Tensor added = {};  ///< undefined: nothing
    bool rectified = false;

    /// The same where it is an operation of its own.
    at::Tensor operator()(const at::Tensor& values) const;
};

/// Batch normalisation with the statistics of the batch itself, [N, channels, height, width] that lie channels last: minus the
/// mean of its channel, divided by the root of its variance plus `epsilon`, times `scale` plus `shift` [channels] (undefined:
/// neither); and what follows it, in the same pass over memory. Differentiable once. LibTorch's own loops for this order of the
/// numbers take as long as the convolutions between them. The result does not depend on the number of threads.
at::Tensor normalisedChannelsLast(const at::Tensor& images, const at::Tensor& scale, const at::Tensor& shift, double epsilon,
                                  const AfterNormalisation& after = {});

}  // namespace isthmus::engine
