// Permuted images (Goodfellow et al. 2013): every task shuffles the pixels by a fixed order of its own.
#include "engine/data/benchmark_rows.h"

namespace isthmus::engine {

namespace {

std::string problem(const Json&, int) { return {}; }

PixelMap map(const Json&, std::uint64_t seed, int task, int height, int width)
{
    if (task == 1)
        return identityMap(height, width);
    Random random(seed, "permutation", static_cast<std::uint64_t>(task));
    return permutationMap(random.permutation(std::int64_t{height} * width));
}

}  // namespace

BenchmarkInfo permutedBenchmark()
{
    static const OptionGroup declaration{
        .id = "permuted",
        .label = "Permuted",
        .help = "Every task shuffles the pixels of all images by one random order of its own; task 1 is the images unchanged. "
                "The orders follow from the experiment's task seed.",
        .source = "Goodfellow et al. 2013, arXiv:1312.6211",
        .options = {},
    };
    return {&declaration, problem, map};
}

}  // namespace isthmus::engine
