#include "engine/data/cifar_reader.h"
#include "engine/data/dataset_rows.h"
#include "engine/data/pixel_statistics.h"
#include "engine/data/plain_or_gz.h"

#include <array>

namespace isthmus::engine {

namespace {

constexpr int superclasses = 20;
constexpr int classes = 100;
constexpr std::array labels{superclasses, classes};  // "coarse" and "fine"

std::filesystem::path folder(const DataPlace& place) { return place.dataDir / "cifar-100-binary"; }

std::string missing(const DataPlace& place)
{
    for (const char* name : {"train.bin", "test.bin"}) {
        if (!findPlainOrGz(folder(place) / name))
            return missingPlainOrGz(folder(place) / name);
    }
    return {};
}

Dataset load(const DataPlace& place, std::stop_token stop)
{
    const std::array train{plainOrGz(folder(place) / "train.bin")};
    const std::array test{plainOrGz(folder(place) / "test.bin")};
    Dataset dataset{.id = "cifar100", .classes = classes, .train = {}, .test = {}};
    dataset.classNames = readCifarNames(folder(place) / "fine_label_names.txt", classes);
    dataset.test = readCifar(test, labels, stop);  // the small file first: errors come sooner
    dataset.train = readCifar(train, labels, stop);
    measurePixels(dataset, stop);
    return dataset;
}

}  // namespace

const DatasetInfo cifar100Dataset{
    "cifar100",
    "CIFAR-100",
    "Photographs of a hundred kinds of things: 50,000 training and 10,000 test images of 32 × 32, read from cifar-100-binary "
    "(the binary version) in the data folder.",
    classes,
    missing,
    load,
};

}  // namespace isthmus::engine
