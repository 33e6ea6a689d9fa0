#include "engine/data/idx_dataset.h"

#include "engine/data/idx_reader.h"
#include "engine/data/pixel_statistics.h"
#include "engine/data/plain_or_gz.h"
#include "engine/error.h"

namespace isthmus::engine {

namespace {

constexpr const char* trainImages = "train-images-idx3-ubyte";
constexpr const char* trainLabels = "train-labels-idx1-ubyte";
constexpr const char* testImages = "t10k-images-idx3-ubyte";
constexpr const char* testLabels = "t10k-labels-idx1-ubyte";

ImageSet readSplit(const std::filesystem::path& folder, const char* images, const char* labels, const std::stop_token& stop)
{
    return readIdx(plainOrGz(folder / images), plainOrGz(folder / labels), idxClasses, stop);
}

}  // namespace

std::string missingIdxFile(const std::filesystem::path& folder)
{
    for (const char* name : {trainImages, trainLabels, testImages, testLabels}) {
        if (!findPlainOrGz(folder / name))
            return missingPlainOrGz(folder / name);
    }
    return {};
}

Dataset loadIdxDataset(const std::string& id, const std::filesystem::path& folder, const std::stop_token& stop)
{
    Dataset dataset;
    dataset.id = id;
    dataset.classes = idxClasses;
    dataset.test = readSplit(folder, testImages, testLabels, stop);  // the small files first: errors come sooner
    dataset.train = readSplit(folder, trainImages, trainLabels, stop);
    if (dataset.train.height != dataset.test.height || dataset.train.width != dataset.test.width) {
        const auto size = [](const ImageSet& set) { return std::to_string(set.height) + " × " + std::to_string(set.width); };
        throw badInput(folder.string() + " holds training images of " + size(dataset.train) + " and test images of "
                       + size(dataset.test) + " pixels; they must be alike, so fetch the files again");
    }
    measurePixels(dataset, stop);
    return dataset;
}

}  // namespace isthmus::engine
