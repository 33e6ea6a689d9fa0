#include "engine/data/dataset_rows.h"
#include "engine/data/idx_dataset.h"

namespace isthmus::engine {

namespace {

std::filesystem::path folder(const std::filesystem::path& dataDir) { return dataDir / "FashionMNIST" / "raw"; }

std::string missing(const DataPlace& place) { return missingIdxFile(folder(place.dataDir)); }

Dataset load(const DataPlace& place, std::stop_token stop)
{
    return loadIdxDataset("fashion_mnist", folder(place.dataDir), stop);
}

}  // namespace

const DatasetInfo fashionMnistDataset{
    "fashion_mnist",
    "Fashion-MNIST",
    "Ten kinds of clothing: 60,000 training and 10,000 test images of 28 × 28, read from FashionMNIST/raw in the data folder.",
    idxClasses,
    missing,
    load,
};

}  // namespace isthmus::engine
