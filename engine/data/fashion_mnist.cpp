#include "engine/data/dataset_rows.h"
#include "engine/data/idx_dataset.h"

namespace isthmus::engine {

namespace {

std::filesystem::path folder(const std::filesystem::path& dataDir) { return dataDir / "FashionMNIST" / "raw"; }

std::string missing(const std::filesystem::path& dataDir) { return missingIdxFile(folder(dataDir)); }

Dataset load(const std::filesystem::path& dataDir, std::stop_token stop)
{
    return loadIdxDataset("fashion_mnist", folder(dataDir), stop);
}

}  // namespace

const DatasetInfo fashionMnistDataset{
    "fashion_mnist",
    "Fashion-MNIST",
    "Ten kinds of clothing: 60,000 training and 10,000 test images of 28 × 28, read from FashionMNIST/raw in the data folder.",
    missing,
    load,
};

}  // namespace isthmus::engine
