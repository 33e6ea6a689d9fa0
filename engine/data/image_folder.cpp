#include "engine/data/dataset_rows.h"
#include "engine/data/image_folder_index.h"
#include "engine/data/picture.h"
#include "engine/data/pixel_statistics.h"
#include "engine/error.h"
#include "engine/machine.h"

namespace isthmus::engine {

namespace {

std::filesystem::path folder(const DataPlace& place) { return place.dataDir / place.folder; }

std::string missing(const DataPlace& place) { return missingImageFolder(folder(place)); }

/// Before anything is decoded: the machine would swap, or the system would end the program.
void requireMemory(std::size_t images, const DataPlace& place)
{
    const double megabytes = 3e-6 * static_cast<double>(images) * place.imageSize * place.imageSize;
    if (megabytes <= machineMegabytes())
        return;
    const auto gigabytes = [](double mega) { return std::to_string(static_cast<std::int64_t>(mega / 1000.0)) + " GB"; };
    throw badInput("the " + std::to_string(images) + " images of " + folder(place).string() + " take " + gigabytes(megabytes)
                   + " at benchmark.image_size " + std::to_string(place.imageSize) + ", this machine has "
                   + gigabytes(machineMegabytes()) + "; choose a smaller size");
}

ImageSet readSplit(LabelledFiles list, int side, const std::stop_token& stop)
{
    return {.count = static_cast<int>(list.files.size()),
            .channels = 3,
            .height = side,
            .width = side,
            .pixels = readPictures(list.files, side, stop),
            .labels = std::move(list.labels)};
}

Dataset load(const DataPlace& place, std::stop_token stop)
{
    if (const std::string problem = missing(place); !problem.empty())
        throw badInput(problem + "; put the images there, or name their folder in benchmark.folder");
    const ImageFolderIndex index = indexImageFolder(folder(place), stop);
    LabelledFiles train = roundRobin(index.train);
    LabelledFiles test = roundRobin(index.test);
    requireMemory(train.files.size() + test.files.size(), place);
    Dataset dataset{.id = "image_folder", .classes = static_cast<int>(index.train.size()), .train = {}, .test = {}};
    for (const auto& [name, files] : index.train)
        dataset.classNames.push_back(name);
    dataset.test = readSplit(std::move(test), place.imageSize, stop);  // the smaller part first: errors come sooner
    dataset.train = readSplit(std::move(train), place.imageSize, stop);
    measurePixels(dataset, stop);
    return dataset;
}

}  // namespace

const DatasetInfo imageFolderDataset{
    "image_folder",
    "Image folder",
    "Images of your own, PNG or JPEG, in a folder for each class or listed in train.csv and test.csv, resized to squares; read "
    "from benchmark.folder in the data folder.",
    0,
    missing,
    load,
};

}  // namespace isthmus::engine
