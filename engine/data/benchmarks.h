#pragma once
#include "engine/data/pixel_map.h"
#include "engine/options/option_spec.h"

#include <span>

namespace isthmus::engine {

/// One row of the table of benchmarks: how a data set becomes a sequence of tasks.
struct BenchmarkInfo {
    const OptionGroup* declaration;  ///< id, label, help and the benchmark's own options
    /// Empty when these options (the resolved "benchmark" object) make sense together; else what is wrong, in one clause.
    std::string (*problem)(const Json& options);
    /// The pixel map of task `task` (from 1) for images of this height and width. Task 1 is the images unchanged.
    PixelMap (*map)(const Json& options, std::uint64_t seed, int task, int height, int width);
};

std::span<const BenchmarkInfo> benchmarkTable();
const BenchmarkInfo& findBenchmark(const std::string& id);  ///< asserts: ids come from a validated experiment

/// The section "benchmark" of the experiment file: every kind, and the options common to all.
OptionSection benchmarkSection();

}  // namespace isthmus::engine
