#pragma once
#include "engine/error.h"

#include <filesystem>

namespace isthmus::engine {

/// Calls `read`, which looks into files that somebody may have changed by hand, and turns whatever a library throws there
/// into Error(BadInput) that names `where`.
template <typename Read>
auto readingFrom(const std::filesystem::path& where, Read read)
{
    try {
        return read();
    } catch (const Error&) {
        throw;
    } catch (const std::exception& problem) {
        const std::string all = problem.what();  // LibTorch adds a trace below the first line
        throw badInput(where.string() + ": is damaged: " + all.substr(0, all.find('\n')));
    }
}

}  // namespace isthmus::engine
