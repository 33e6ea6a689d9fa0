#pragma once
#include "engine/tensor.h"

namespace isthmus::engine {

/// The device called "auto", "cpu", "cuda" or "cuda:i". Throws Error(BadInput) when this machine has none of that name.
at::Device deviceCalled(const std::string& name);

int cudaDevices();

}  // namespace isthmus::engine
