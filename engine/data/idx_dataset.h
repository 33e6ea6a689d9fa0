#pragma once
#include "engine/data/image_set.h"

#include <filesystem>
#include <stop_token>

namespace isthmus::engine {

/// Number of classes of every data set that comes as MNIST's four files.
constexpr int idxClasses = 10;

/// Empty when `folder` holds MNIST's four files ({train,t10k}-{images-idx3,labels-idx1}-ubyte, plain or .gz), else one
/// clause that names the first one missing.
std::string missingIdxFile(const std::filesystem::path& folder);

/// Loads the four files as the data set `id`, with its pixel statistics. Throws as readIdx() does.
Dataset loadIdxDataset(const std::string& id, const std::filesystem::path& folder, const std::stop_token& stop);

}  // namespace isthmus::engine
