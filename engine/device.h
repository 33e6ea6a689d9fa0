#pragma once
#include "engine/tensor.h"

namespace isthmus::engine {

/// The device called "auto", "cpu", "cuda" or "cuda:i". Throws Error(BadInput) when this machine has none of that name.
at::Device deviceCalled(const std::string& name);

int cudaDevices();

/// Returns when everything that was asked of the device is done; at once on the processor, which never lags behind.
void finishWork(const at::Device& device);

}  // namespace isthmus::engine
