#pragma once
#include "engine/tensor.h"

#include <filesystem>

namespace isthmus::engine {

/// The content of a safetensors file: named arrays and text metadata.
struct TensorFile {
    NamedTensors tensors;  ///< on the CPU, contiguous
    std::map<std::string, std::string> metadata;
};

/// Writes the file as a whole (see writeFile). Types F32, F64, I64 and U8.
void writeSafetensors(const std::filesystem::path& file, const TensorFile& content);

/// Throws Error(BadInput) naming what is wrong: headers over 100 MB, unknown types, ranges that overlap, leave gaps, lie
/// outside the file or do not fit the shape are all refused.
TensorFile readSafetensors(const std::filesystem::path& file);

/// The metadata alone: reads the header and no array. Throws as readSafetensors does.
std::map<std::string, std::string> readSafetensorsMetadata(const std::filesystem::path& file);

/// What an array is: "F32", [256, 784].
struct ArrayKind {
    std::string type;
    std::vector<std::int64_t> shape;

    bool operator==(const ArrayKind&) const = default;
};
/// What each array is, by its name: reads the header and no array. Throws as readSafetensors does.
std::map<std::string, ArrayKind> readSafetensorsKinds(const std::filesystem::path& file);

}  // namespace isthmus::engine
