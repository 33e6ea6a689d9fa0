#pragma once
#include "engine/data/image_set.h"

#include <filesystem>
#include <stop_token>

namespace isthmus::engine {

/// Reads a pair of IDX files of unsigned bytes, plain or gzip: images [count, height, width] and labels [count], each
/// below `classes`. Throws Error(BadInput) naming the file, what is wrong with it and what is expected,
/// Error(Interrupted) within 200 ms of a stop request.
ImageSet readIdx(const std::filesystem::path& images, const std::filesystem::path& labels, int classes,
                 const std::stop_token& stop);

}  // namespace isthmus::engine
