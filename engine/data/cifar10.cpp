#include "engine/data/cifar_reader.h"
#include "engine/data/dataset_rows.h"
#include "engine/data/pixel_statistics.h"
#include "engine/data/plain_or_gz.h"
#include "engine/error.h"

#include <array>

namespace isthmus::engine {

namespace {

constexpr int classes = 10;
constexpr int batches = 5;
constexpr std::array labels{classes};

std::filesystem::path folder(const DataPlace& place) { return place.dataDir / "cifar-10-batches-bin"; }

std::filesystem::path batch(const DataPlace& place, int number)
{
    return folder(place) / ("data_batch_" + std::to_string(number) + ".bin");
}

std::filesystem::path testBatch(const DataPlace& place) { return folder(place) / "test_batch.bin"; }

/// How many training batches are there, from the first one on without a gap.
int batchesThere(const DataPlace& place)
{
    int there = 0;
    while (there < batches && findPlainOrGz(batch(place, there + 1)))
        ++there;
    return there;
}

std::string missing(const DataPlace& place)
{
    const int there = batchesThere(place);
    for (int later = there + 2; later <= batches; ++later) {
        if (const auto found = findPlainOrGz(batch(place, later)))
            return missingPlainOrGz(batch(place, there + 1)) + ", though " + found->filename().string() + " is there";
    }
    if (there == 0)
        return missingPlainOrGz(batch(place, 1));
    return findPlainOrGz(testBatch(place)) ? "" : missingPlainOrGz(testBatch(place));
}

Dataset load(const DataPlace& place, std::stop_token stop)
{
    if (const std::string problem = missing(place); !problem.empty())
        throw badInput(problem + "; put it there, or name the folder that has it with --data-dir");
    std::vector<std::filesystem::path> train;
    for (int number = 1; number <= batchesThere(place); ++number)
        train.push_back(plainOrGz(batch(place, number)));
    const std::array test{plainOrGz(testBatch(place))};
    Dataset dataset{.id = "cifar10", .classes = classes, .train = {}, .test = {}};
    dataset.classNames = readCifarNames(folder(place) / "batches.meta.txt", classes);
    dataset.test = readCifar(test, labels, stop);  // the small file first: errors come sooner
    dataset.train = readCifar(train, labels, stop);
    measurePixels(dataset, stop);
    return dataset;
}

}  // namespace

const DatasetInfo cifar10Dataset{
    "cifar10",
    "CIFAR-10",
    "Photographs of ten kinds of things: 10,000 training images of 32 × 32 in each of up to five batches, 10,000 test images, "
    "read from cifar-10-batches-bin (the binary version) in the data folder.",
    classes,
    missing,
    load,
};

}  // namespace isthmus::engine
