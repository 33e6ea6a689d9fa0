// Matrix products as networks of the usual size need them: what the machine reaches where everything else rests on it.
#include "engine/bench/bench_rows.h"

#include "engine/product.h"
#include "engine/tensor.h"

#include <array>

namespace isthmus::engine {

namespace {

BenchWork square(const BenchInfo& info, const MachineSpeed& machine)
{
    const std::int64_t n = info.size;
    const at::Tensor a = at::rand({n, n});
    const at::Tensor b = at::rand({n, n});
    const at::Tensor c = at::empty({n, n});
    return {.label = "Product of " + std::to_string(n) + " x " + std::to_string(n) + " matrices",
            .unit = "GFLOP/s",
            .work =
                [=](std::stop_token) {
                    product(As::Is, As::Transposed, n, n, n, a.data_ptr<float>(), b.data_ptr<float>(), c.data_ptr<float>());
                },
            .times = 2e-9 * static_cast<double>(n * n * n),
            .floor = 1e-9 * machine.peakAllThreads,
            .floorIs = "the machine's peak on all threads"};
}

}  // namespace

std::span<const BenchInfo> productBenches()
{
    static const std::array<BenchInfo, 2> rows{{{"product.256", square, "", 256}, {"product.1024", square, "", 1024}}};
    return rows;
}

}  // namespace isthmus::engine
