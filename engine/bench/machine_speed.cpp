// What the machine can do: products of large matrices, and memory that is read and written in place.
#include "engine/bench/bench_rows.h"

#include "engine/device.h"
#include "engine/machine.h"
#include "engine/tensor.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

/// Vertices and velocities of a subspace have some megabytes: too many for the second cache.
double bandwidth()
{
    constexpr std::int64_t numbers = 2'000'000;
    at::Tensor array = at::ones({numbers});
    float* const number = array.data_ptr<float>();
    const std::vector<double> times = timesOf(
        [&] {
            for (std::int64_t i = 0; i < numbers; ++i)
                number[i] *= 0.9999F;
        },
        0.2);
    return 2.0 * sizeof(float) * static_cast<double>(numbers) / *std::min_element(times.begin(), times.end());
}

}  // namespace

MachineSpeed measureMachine(int threads, const std::string& device)
{
    return {.device = deviceCalled(device).str(),
            .threads = threads,
            .peak = 1e9 * measuredGflops(1),
            .peakAllThreads = 1e9 * measuredGflops(threads),
            .bandwidth = bandwidth()};
}

}  // namespace isthmus::engine
