#pragma once
#include "engine/data/image_set.h"

#include <filesystem>
#include <span>
#include <stop_token>

namespace isthmus::engine {

/// One row of the table of data sets.
struct DatasetInfo {
    const char* id;  ///< the word in the experiment file
    const char* label;
    const char* help;  ///< one sentence: what, how many, where its files are looked for
    /// Empty when it can be loaded from `dataDir`; else one clause that says which file is missing where.
    std::string (*missing)(const std::filesystem::path& dataDir);
    /// Loads both splits. Throws Error(BadInput) naming the file and what is wrong with it, Error(Interrupted) within
    /// 200 ms of a stop request.
    Dataset (*load)(const std::filesystem::path& dataDir, std::stop_token stop);
};

std::span<const DatasetInfo> datasetTable();

/// The row called `id`. Throws Error(BadInput) naming the rows there are.
const DatasetInfo& findDataset(const std::string& id);

/// $XDG_DATA_HOME/isthmus/data, or ~/.local/share/isthmus/data.
std::filesystem::path defaultDataDir();

}  // namespace isthmus::engine
