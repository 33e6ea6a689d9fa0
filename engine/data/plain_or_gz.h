#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace isthmus::engine {

/// `path` or, where there is no such file, `path`.gz; empty when there is neither.
std::optional<std::filesystem::path> findPlainOrGz(const std::filesystem::path& path);

/// The clause that says of a file with neither form: "NAME (plain or .gz) is missing in FOLDER".
std::string missingPlainOrGz(const std::filesystem::path& path);

/// What findPlainOrGz() finds. Throws Error(BadInput) when there is neither.
std::filesystem::path plainOrGz(const std::filesystem::path& path);

}  // namespace isthmus::engine
