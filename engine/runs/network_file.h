#pragma once
#include "engine/models/model.h"

#include <filesystem>

namespace isthmus::engine {

/// Writes flat weights [P] as one network: arrays named and shaped as a PyTorch state_dict of the same network.
void writeNetwork(const std::filesystem::path& file, const at::Tensor& weights, const WeightLayout& layout);

/// Flat weights [P], float32 on the CPU. Throws Error(BadInput) when the file does not hold exactly this network.
at::Tensor readNetwork(const std::filesystem::path& file, const WeightLayout& layout);

/// Throws Error(BadInput) when `file` does not hold a network like that in `other`. Reads no array.
void checkSameNetwork(const std::filesystem::path& file, const std::filesystem::path& other);

}  // namespace isthmus::engine
