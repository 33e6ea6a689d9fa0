#include "engine/data/dataset_rows.h"
#include "engine/data/idx_dataset.h"

namespace isthmus::engine {

namespace {

std::filesystem::path folder(const std::filesystem::path& dataDir) { return dataDir / "MNIST" / "raw"; }

std::string missing(const DataPlace& place) { return missingIdxFile(folder(place.dataDir)); }

Dataset load(const DataPlace& place, std::stop_token stop) { return loadIdxDataset("mnist", folder(place.dataDir), stop); }

}  // namespace

const DatasetInfo mnistDataset{
    "mnist",
    "MNIST",
    "Handwritten digits: 60,000 training and 10,000 test images of 28 × 28, read from MNIST/raw in the data folder.",
    idxClasses,
    missing,
    load,
};

}  // namespace isthmus::engine
