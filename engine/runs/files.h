#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace isthmus::engine {

/// Writes a whole file so that a kill at any instant leaves the old one or the new one: to a temporary name beside it,
/// flushed to the disk, renamed. Throws Error(Failed) naming the file and the system's reason.
void writeFile(const std::filesystem::path& file, std::string_view bytes);
/// The same of parts that lie in several places, one after the other: large ones need not be brought together first.
void writeFile(const std::filesystem::path& file, std::span<const std::string_view> parts);

/// Gives a file that is never written to in place a second name, and replaces what has that name; where the file system knows
/// no hard links, a copy. Throws Error(Failed) like writeFile.
void linkFile(const std::filesystem::path& file, const std::filesystem::path& name);

/// Removes what an interrupted `writeFile` may have left in a folder.
void removeUnfinishedFiles(const std::filesystem::path& folder);

/// The whole file. Throws Error(BadInput) when it cannot be read.
std::string readFile(const std::filesystem::path& file);

}  // namespace isthmus::engine
