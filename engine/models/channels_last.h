#pragma once
#include "engine/models/weight_layout.h"
#include "engine/tensor.h"

#include <vector>

namespace isthmus::engine {

/// True when the images [N, channels, height, width] are float32 on the processor and lie pixel by pixel, the channels of one
/// beside each other: as oneDNN's convolutions run fastest.
bool liesChannelsLast(const at::Tensor& images);
/// True when these images or weights are better for convolutions on their device when they lie channels last.
bool convolvesChannelsLast(const at::Tensor& numbers);
/// The images channels last where that is better, else as they are.
at::Tensor asConvolutionsLike(const at::Tensor& images);
/// The arrays of flat weights, each with the shape that the layout gives it, and behind them, [rest], what follows the layout.
/// The numbers of kernels, [outputs, inputs, height, width], lie as [outputs, height, width, inputs]: in the layout's order each
/// convolution would copy its kernel, forward and back, with strides. Differentiable once; the gradient is written in one go.
std::vector<at::Tensor> arraysChannelsLast(const WeightLayout& layout, const at::Tensor& weights);

}  // namespace isthmus::engine
