#pragma once
#include "engine/tensor.h"

namespace isthmus::engine {

/// True when the images [N, channels, height, width] are float32 on the processor and lie pixel by pixel, the channels of one
/// beside each other: as oneDNN's convolutions run fastest.
bool liesChannelsLast(const at::Tensor& images);
/// The images as convolutions on their device like them: channels last where `liesChannelsLast` can be true, else as they are.
at::Tensor asConvolutionsLike(const at::Tensor& images);

/// Batch normalisation with the statistics of the batch itself, [N, channels, height, width] that lie channels last: minus the
/// mean of its channel, divided by the root of its variance plus `epsilon`, times `scale` plus `shift` [channels] (undefined:
/// neither). Differentiable once. LibTorch's own loops for this order of the numbers take as long as the convolutions between
/// them. The result does not depend on the number of threads.
at::Tensor normalisedChannelsLast(const at::Tensor& images, const at::Tensor& scale, const at::Tensor& shift, double epsilon);

}  // namespace isthmus::engine
