#pragma once
#include "engine/options/option_spec.h"
#include "engine/results/landscape_grid.h"
#include "engine/results/landscape_line.h"

#include <filesystem>

namespace isthmus::engine {

enum class LandscapeMetric { Both, Loss, Accuracy };

/// The files' content as JSON.
Json landscapeJson(const LandscapeLine& line, LandscapeMetric metric);
Json landscapeJson(const LandscapeGrid& grid, LandscapeMetric metric);

/// Throws Error(BadInput) for a file name that `writeLandscape` would refuse.
void requireLandscapeFormat(const std::filesystem::path& file);

/// Writes a chart in the format that the file's ending names (.csv or .json), as a whole.
/// Throws Error(BadInput) for another ending, Error(Failed) when it cannot be written.
void writeLandscape(const std::filesystem::path& file, const LandscapeLine& line, LandscapeMetric metric);
void writeLandscape(const std::filesystem::path& file, const LandscapeGrid& grid, LandscapeMetric metric);

}  // namespace isthmus::engine
