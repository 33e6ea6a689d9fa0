#pragma once
#include "engine/options/option_spec.h"
#include "engine/results/barrier_table.h"
#include "engine/results/landscape_grid.h"
#include "engine/results/landscape_line.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace isthmus::engine {

/// Which of the measures go into a file.
enum class LandscapeMetric { Both, Loss, Accuracy };

/// A kind of file that a landscape is written as. Its functions return the file's bytes, the same for the same values; they
/// throw Error(BadInput) for a chart that the format has no room for.
struct LandscapeFormat {
    std::string_view ending;  ///< ".csv"
    std::string_view label;   ///< "CSV table"
    /// nullptr: it holds no line.
    std::string (*line)(const LandscapeLine& line, LandscapeMetric metric);
    std::string (*grid)(const LandscapeGrid& grid, LandscapeMetric metric);
    int gridDimensions;  ///< of the grids it holds, at most

    /// \param dimensions of the chart: 1 is a line, 2 and 3 are grids.
    bool holds(int dimensions) const { return dimensions == 1 ? line != nullptr : dimensions <= gridDimensions; }
};

/// All of them, in the order in which they are offered.
std::span<const LandscapeFormat> landscapeFormats();

/// The JSON files' content. Numbers that are not finite become null when it is written.
Json landscapeJson(const LandscapeLine& line, LandscapeMetric metric);
Json landscapeJson(const LandscapeGrid& grid, LandscapeMetric metric);

/// Throws Error(BadInput) for a file name with an ending that is in no row of `landscapeFormats`.
void requireLandscapeFormat(const std::filesystem::path& file);
/// The same for a chart of so many dimensions, 1 being a line: the format must hold it.
void requireLandscapeFormat(const std::filesystem::path& file, int dimensions);

/// Writes a chart in the format that the file's ending names, as a whole; folders are made as needed.
/// Throws Error(BadInput) for another ending or a format that cannot hold it, Error(Failed) when it cannot be written.
void writeLandscape(const std::filesystem::path& file, const LandscapeLine& line, LandscapeMetric metric);
void writeLandscape(const std::filesystem::path& file, const LandscapeGrid& grid, LandscapeMetric metric);

/// Barriers as they stand in summary.json: "heights" is a list for each task, of lists for each network "from", with a number
/// for each network "to".
Json barrierJson(const BarrierTable& table);
/// The table again. Throws as nlohmann's JSON does where it is not one.
BarrierTable barrierTable(const Json& json);
/// Throws Error(BadInput) for a file name with another ending than .csv and .json.
void requireBarrierFormat(const std::filesystem::path& file);
/// Writes barriers as .csv or .json; throws as `requireBarrierFormat` does, and Error(Failed) when it cannot be written.
void writeBarriers(const std::filesystem::path& file, const BarrierTable& table);

}  // namespace isthmus::engine
