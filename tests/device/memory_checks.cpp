// Memory after many steps is what it was after some.
#include "engine/device.h"
#include "engine/machine.h"
#include "engine/methods/method.h"
#include "engine/runs/experiment.h"
#include "tests/device/checks.h"
#include "tests/device/side.h"

// The allocator's statistics are in headers that also want CUDA's own.
#if __has_include(<cuda_runtime_api.h>) && __has_include(<c10/cuda/impl/cuda_cmake_macros.h>)
#include <c10/cuda/CUDACachingAllocator.h>
#define ISTHMUS_SEES_CUDA_MEMORY
#endif

namespace isthmus::tests {

using namespace isthmus::engine;

namespace {

constexpr std::int64_t warmUp = 200;
constexpr std::int64_t steps = 2000;

/// Megabytes in use: tensors on the device, or everything that the process holds where that is the processor.
double megabytesInUse(const at::Device& device)
{
    if (device.is_cpu())
        return residentMegabytes();
#ifdef ISTHMUS_SEES_CUDA_MEMORY
    const auto statistics = c10::cuda::CUDACachingAllocator::getDeviceStats(device.index());
    return 1e-6 * static_cast<double>(statistics.allocated_bytes[0].current);  // 0: of all pools together
#else
    throw Skipped("built without CUDA's headers, so the memory in use cannot be asked for");
#endif
}

void holdsNoMoreAndMore(const at::Device& device)
{
    const NetworkKind kind = perceptronKind();
    const Side side = deviceSide(kind, device);
    const Json method = Experiment(Json{{"method", {{"kind", "subspace_connectivity"}}}}).section("method");
    const TrainingSettings settings{.batchSize = 10, .learningRate = 0.01, .momentum = 0.5, .dropout = 0.1};
    EpisodicMemory memory;
    const auto learner =
        makeMethod({.options = method, .network = side.network, .seeds = Seeds::all(1), .device = device, .memory = memory});
    const Examples train = side.examples(kind, 1000, 1);
    BatchOrder order(train.count(), settings.batchSize, 1, 1);
    const TaskContext context{1, train, order, settings, Seeds::all(1)};
    learner->beginPhase("learn", context);
    double before = 0.0;
    for (std::int64_t step = 0; step < warmUp + steps; ++step) {
        if (step == warmUp) {
            finishWork(device);
            before = megabytesInUse(device);
        }
        learner->step("learn", step, context);
    }
    finishWork(device);
    // A step that kept one gradient would hold 2 GB more by now.
    agree("megabytes after " + std::to_string(steps) + " steps", before, megabytesInUse(device), 16.0);
}

}  // namespace

std::vector<Check> memoryChecks() { return {{"memory over many steps", holdsNoMoreAndMore}}; }

}  // namespace isthmus::tests
