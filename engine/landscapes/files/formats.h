#pragma once
#include "engine/landscapes/landscape_files.h"

namespace isthmus::engine {

/// Writes a whole file, in a folder that is made as needed. Throws Error(Failed) when it cannot be written.
void writeWhole(const std::filesystem::path& file, std::string_view bytes);

// What the rows of `landscapeFormats` call: each returns the bytes of a file. The handbook says what is in them.

std::string csvFile(const LandscapeLine& line, LandscapeMetric metric);
std::string csvFile(const LandscapeGrid& grid, LandscapeMetric metric);

std::string jsonFile(const LandscapeLine& line, LandscapeMetric metric);
std::string jsonFile(const LandscapeGrid& grid, LandscapeMetric metric);

/// Throws Error(BadInput) for more than 4 GiB, which the zip format has no room for.
std::string npzFile(const LandscapeLine& line, LandscapeMetric metric);
std::string npzFile(const LandscapeGrid& grid, LandscapeMetric metric);

std::string vtpFile(const LandscapeLine& line, LandscapeMetric metric);
/// A surface of a grid of two dimensions.
std::string vtpFile(const LandscapeGrid& grid, LandscapeMetric metric);

/// Throws Error(BadInput) for a grid that is not evenly spaced.
std::string vtiFile(const LandscapeGrid& grid, LandscapeMetric metric);

/// Throws Error(Failed) when HDF5 fails.
std::string hdf5File(const LandscapeLine& line, LandscapeMetric metric);
std::string hdf5File(const LandscapeGrid& grid, LandscapeMetric metric);

}  // namespace isthmus::engine
