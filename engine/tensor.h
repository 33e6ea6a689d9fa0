#pragma once
// The one door to LibTorch: headers that hold tensors include this, and only the engine's own sources may include those.
#ifndef ISTHMUS_INSIDE_ENGINE
#error "LibTorch stays inside the engine: include a header of engine/runs, engine/results or engine/options instead"
#endif

#include <ATen/ATen.h>

#include <map>
#include <string>

namespace isthmus::engine {

/// Tensors by name, as checkpoints keep them.
using NamedTensors = std::map<std::string, at::Tensor>;

/// A small tensor of the processor's on another device, sent without waiting for the work under way there; on the processor it
/// is the tensor itself.
at::Tensor sent(const at::Tensor& tensor, const at::Device& device);

/// Throws Error(BadInput) in one clause unless the tensor has this shape (-1: any extent).
void requireShape(const at::Tensor& tensor, const std::string& name, at::IntArrayRef shape);
/// The tensor called `name` on `device`, undefined when there is none. Throws as `requireShape` does.
at::Tensor take(const NamedTensors& state, const std::string& name, at::IntArrayRef shape, const at::Device& device);

}  // namespace isthmus::engine
