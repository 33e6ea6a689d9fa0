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

}  // namespace isthmus::engine
