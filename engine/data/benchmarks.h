#pragma once
#include "engine/data/pixel_map.h"
#include "engine/options/option_spec.h"

#include <span>

namespace isthmus::engine {

/// One row of the table of benchmarks: how a data set becomes a sequence of tasks.
struct BenchmarkInfo {
    const OptionGroup* declaration;  ///< id, label, help and the benchmark's own options
    /// Empty when these options (the resolved "benchmark" object) make sense together; else what is wrong, in one clause.
    /// `classes` is the data set's number of classes, 0 while it is not known.
    std::string (*problem)(const Json& options, int classes);
    /// The pixel map of task `task` (from 1) for images of this height and width. Task 1 is the images unchanged.
    PixelMap (*map)(const Json& options, std::uint64_t seed, int task, int height, int width);
    /// The classes whose images task `task` has, of a data set of `classes` classes; null: every task has all of them.
    std::vector<int> (*classesOf)(const Json& options, std::uint64_t seed, int task, int classes) = nullptr;
    /// Whether the task of an image is known, so that only its own classes compete.
    bool (*knowsTask)(const Json& options) = nullptr;
};

std::span<const BenchmarkInfo> benchmarkTable();
const BenchmarkInfo& findBenchmark(const std::string& id);  ///< asserts: ids come from a validated experiment

/// The section "benchmark" of the experiment file: every kind, and the options common to all.
OptionSection benchmarkSection();

}  // namespace isthmus::engine
