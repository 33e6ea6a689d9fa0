#include "engine/data/plain_or_gz.h"

#include "engine/error.h"

namespace isthmus::engine {

std::optional<std::filesystem::path> findPlainOrGz(const std::filesystem::path& path)
{
    std::filesystem::path packed = path;
    packed += ".gz";
    std::error_code unreadable;  // a folder that may not be entered holds nothing for us
    for (const std::filesystem::path& candidate : {path, packed}) {
        if (std::filesystem::exists(candidate, unreadable))
            return candidate;
    }
    return std::nullopt;
}

std::string missingPlainOrGz(const std::filesystem::path& path)
{
    return path.filename().string() + " (plain or .gz) is missing in " + path.parent_path().string();
}

std::filesystem::path plainOrGz(const std::filesystem::path& path)
{
    if (const auto found = findPlainOrGz(path))
        return *found;
    throw badInput(missingPlainOrGz(path) + "; put it there, or name the folder that has it with --data-dir");
}

}  // namespace isthmus::engine
