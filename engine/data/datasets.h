#pragma once
#include "engine/data/image_set.h"
#include "engine/options/option_spec.h"

#include <filesystem>
#include <span>
#include <stop_token>

namespace isthmus::engine {

/// Where a data set is looked for and how it is read.
struct DataPlace {
    std::filesystem::path dataDir;
    std::string folder = "images";  ///< of an image folder, within `dataDir` unless it is absolute
    int imageSize = 84;             ///< side in pixels that the images of a folder are resized to

    /// As the resolved "benchmark" object says.
    static DataPlace of(const Json& benchmark, const std::filesystem::path& dataDir);
};

/// One row of the table of data sets.
struct DatasetInfo {
    const char* id;  ///< the word in the experiment file
    const char* label;
    const char* help;  ///< one sentence: what, how many, where its files are looked for
    int classes;       ///< 0: only its files tell
    /// Empty when it can be loaded from there; else one clause that says which file is missing where.
    std::string (*missing)(const DataPlace& place);
    /// Loads both splits. Throws Error(BadInput) naming the file and what is wrong with it, Error(Interrupted) within
    /// 200 ms of a stop request.
    Dataset (*load)(const DataPlace& place, std::stop_token stop);
};

std::span<const DatasetInfo> datasetTable();

/// The row called `id`. Throws Error(BadInput) naming the rows there are.
const DatasetInfo& findDataset(const std::string& id);

/// $XDG_DATA_HOME/isthmus/data, or ~/.local/share/isthmus/data.
std::filesystem::path defaultDataDir();

}  // namespace isthmus::engine
