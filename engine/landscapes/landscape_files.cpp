#include "engine/landscapes/landscape_files.h"

#include "engine/error.h"
#include "engine/landscapes/files/formats.h"
#include "engine/runs/files.h"

#include <algorithm>
#include <array>

namespace isthmus::engine {

namespace {

constexpr std::array formats{
    LandscapeFormat{".csv", "CSV table", csvFile, csvFile, 3},    LandscapeFormat{".json", "JSON", jsonFile, jsonFile, 3},
    LandscapeFormat{".npz", "NumPy arrays", npzFile, npzFile, 3}, LandscapeFormat{".vtp", "VTK surface", vtpFile, vtpFile, 2},
    LandscapeFormat{".vti", "VTK image", nullptr, vtiFile, 3},    LandscapeFormat{".h5", "HDF5", hdf5File, hdf5File, 3},
};

/// ".csv, .json or .npz": the endings of the formats that hold what is asked for.
template <typename Holds>
std::string endings(Holds holds)
{
    std::vector<std::string> names;
    for (const LandscapeFormat& format : formats)
        if (holds(format))
            names.emplace_back(format.ending);
    std::string text = names.front();
    for (std::size_t i = 1; i < names.size(); ++i)
        text += (i + 1 < names.size() ? ", " : " or ") + names[i];
    return text;
}

const LandscapeFormat& formatOf(const std::filesystem::path& file)
{
    const std::string ending = file.extension().string();
    const auto found = std::ranges::find(formats, ending, &LandscapeFormat::ending);
    if (found == formats.end())
        throw badInput(file.string() + ": a landscape is written as " + endings([](const auto&) { return true; }));
    return *found;
}

const LandscapeFormat& formatOf(const std::filesystem::path& file, int dimensions)
{
    const LandscapeFormat& format = formatOf(file);
    if (!format.holds(dimensions)) {
        const std::string chart = dimensions == 1 ? "line" : "grid of " + std::to_string(dimensions) + " dimensions";
        throw badInput(file.string() + ": " + std::string(format.ending) + " cannot hold a " + chart + "; it is written as "
                       + endings([dimensions](const LandscapeFormat& other) { return other.holds(dimensions); }));
    }
    return format;
}

}  // namespace

void writeWhole(const std::filesystem::path& file, std::string_view bytes)
{
    std::error_code error;  // writeFile says what is wrong with the folder
    if (file.has_parent_path())
        std::filesystem::create_directories(file.parent_path(), error);
    writeFile(std::filesystem::absolute(file), bytes);
}

std::span<const LandscapeFormat> landscapeFormats() { return formats; }

void requireLandscapeFormat(const std::filesystem::path& file) { formatOf(file); }

void requireLandscapeFormat(const std::filesystem::path& file, int dimensions) { formatOf(file, dimensions); }

void writeLandscape(const std::filesystem::path& file, const LandscapeLine& line, LandscapeMetric metric)
{
    writeWhole(file, formatOf(file, 1).line(line, metric));
}

void writeLandscape(const std::filesystem::path& file, const LandscapeGrid& grid, LandscapeMetric metric)
{
    writeWhole(file, formatOf(file, grid.axes[2].points.empty() ? 2 : 3).grid(grid, metric));
}

}  // namespace isthmus::engine
