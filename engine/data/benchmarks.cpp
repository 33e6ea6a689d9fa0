#include "engine/data/benchmarks.h"

#include "engine/data/benchmark_rows.h"
#include "engine/data/datasets.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace isthmus::engine {

namespace {

OptionSpec datasetOption()
{
    std::vector<OptionChoice> choices;
    for (const DatasetInfo& row : datasetTable())
        choices.push_back({row.id, row.label});
    return {
        .key = "dataset",
        .label = "Data set",
        .help = "The images that the tasks are made of.",
        .fallback = "glyphs",
        .choices = std::move(choices),
    };
}

OptionSpec imageCountOption(const char* key, const char* label, const char* which)
{
    return {
        .key = key,
        .label = label,
        .help = "How many " + std::string(which) + " images each task uses: the first N it has in the data set's order.",
        .fallback = 0,
        .min = 0,
        .max = 1e6,
        .unit = "images",
        .zeroMeans = "all",
    };
}

}  // namespace

std::span<const BenchmarkInfo> benchmarkTable()
{
    static const std::array rows{rotatedBenchmark(), permutedBenchmark(), splitBenchmark()};
    return rows;
}

const BenchmarkInfo& findBenchmark(const std::string& id)
{
    const auto rows = benchmarkTable();
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const BenchmarkInfo& info) { return info.declaration->id == id; });
    assert(row != rows.end());
    return *row;
}

OptionSection benchmarkSection()
{
    OptionSection section{
        .key = "benchmark",
        .label = "Benchmark",
        .help = "How a data set becomes the sequence of tasks.",
        .kinds = {},
        .defaultKind = "rotated",
        .options =
            {
                datasetOption(),
                {.key = "folder",
                 .label = "Folder",
                 .help = "The image folder, within the data folder unless the path is absolute.",
                 .fallback = "images",
                 .when = OptionCondition{"dataset", "image_folder"}},
                {.key = "image_size",
                 .label = "Image size",
                 .help = "Side of the square that every image is resized to.",
                 .fallback = 84,
                 .min = 8,
                 .max = 512,
                 .unit = "pixels",
                 .when = OptionCondition{"dataset", "image_folder"}},
                {.key = "tasks",
                 .label = "Tasks",
                 .help = "How many tasks are learned, one after the other.",
                 .fallback = 5,
                 .min = 1,
                 .max = 1000},
                imageCountOption("train_per_task", "Training images", "training"),
                imageCountOption("test_per_task", "Test images", "test"),
                {.key = "normalize",
                 .label = "Normalise",
                 .help = "Subtract the training pixels' mean and divide by their deviation, channel by channel; off: pixels are "
                         "in [0, 1].",
                 .fallback = false},
                {.key = "validation_share",
                 .label = "Validation share",
                 .help = "Holds the last images of the training set out and measures on them, and not on the test images: for "
                         "choosing options without looking at the test images.",
                 .fallback = 0.0,
                 .min = 0.0,
                 .max = 0.5,
                 .zeroMeans = "measure on the test images",
                 .rare = true},
            },
    };
    for (const BenchmarkInfo& row : benchmarkTable())
        section.kinds.push_back(*row.declaration);
    return section;
}

}  // namespace isthmus::engine
