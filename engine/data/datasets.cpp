#include "engine/data/datasets.h"

#include "engine/data/dataset_rows.h"
#include "engine/error.h"

#include <array>
#include <cstdlib>

namespace isthmus::engine {

DataPlace DataPlace::of(const Json& benchmark, const std::filesystem::path& dataDir)
{
    DataPlace place{.dataDir = dataDir};
    place.folder = benchmark.value("folder", place.folder);
    place.imageSize = benchmark.value("image_size", place.imageSize);
    return place;
}

std::span<const DatasetInfo> datasetTable()
{
    static const std::array rows{glyphsDataset,  mnistDataset,    fashionMnistDataset,
                                 cifar10Dataset, cifar100Dataset, imageFolderDataset};
    return rows;
}

const DatasetInfo& findDataset(const std::string& id)
{
    std::string known;
    for (const DatasetInfo& row : datasetTable()) {
        if (row.id == id)
            return row;
        known += (known.empty() ? "" : ", ") + std::string(row.id);
    }
    throw badInput("there is no data set \"" + id + "\"; choose one of " + known);
}

std::filesystem::path defaultDataDir()
{
    // The XDG base directory specification says that an empty or relative value counts as not set.
    const char* data = std::getenv("XDG_DATA_HOME");
    if (data && std::filesystem::path(data).is_absolute())
        return std::filesystem::path(data) / "isthmus" / "data";
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home ? home : "") / ".local" / "share" / "isthmus" / "data";
}

}  // namespace isthmus::engine
