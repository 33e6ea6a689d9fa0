// The loops that touch every weight of every vertex in every step: memory traffic, not arithmetic, is what they cost, so they
// go over the weights in blocks that stay in the first cache, and are compiled once for each kind of processor.
#include "engine/subspaces/vertex_loops.h"

#include <algorithm>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)                            \
    && !defined(__SANITIZE_THREAD__)
#define ISTHMUS_FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2,fma", "default")))
#else
#define ISTHMUS_FOR_EACH_PROCESSOR
#endif

namespace isthmus::engine {

namespace {

constexpr std::int64_t block = 1024;

template <typename Real>
[[gnu::always_inline]] inline void sumRows(std::span<const Scaled<Real>> rows, std::int64_t begin, std::int64_t count,
                                           Real* __restrict sum)
{
    const Real* __restrict first = rows[0].row + begin;
    for (std::int64_t p = 0; p < count; ++p)
        sum[p] = rows[0].factor * first[p];
    for (std::size_t k = 1; k < rows.size(); ++k) {
        const Real* __restrict row = rows[k].row + begin;
        const Real factor = rows[k].factor;
        for (std::int64_t p = 0; p < count; ++p)
            sum[p] += factor * row[p];
    }
}

template <typename Real>
[[gnu::always_inline]] inline void combineRows(std::span<const Scaled<Real>> rows, std::int64_t size, Real* point)
{
    for (std::int64_t begin = 0; begin < size; begin += block)
        sumRows(rows, begin, std::min(size - begin, block), point + begin);
}

template <typename Real>
[[gnu::always_inline]] inline void descendRows(std::span<const Scaled<Real>> rows, std::int64_t size, Real rate, Real momentum,
                                               Real* velocity, Real* vertex)
{
    Real sum[block];
    for (std::int64_t begin = 0; begin < size; begin += block) {
        const std::int64_t count = std::min(size - begin, block);
        sumRows(rows, begin, count, sum);
        if (velocity) {
            Real* __restrict speed = velocity + begin;
            for (std::int64_t p = 0; p < count; ++p)
                sum[p] = speed[p] = momentum * speed[p] + sum[p];
        }
        Real* __restrict weights = vertex + begin;
        for (std::int64_t p = 0; p < count; ++p)
            weights[p] -= rate * sum[p];
    }
}

}  // namespace

ISTHMUS_FOR_EACH_PROCESSOR void combine(std::span<const Scaled<float>> rows, std::int64_t size, float* point)
{
    combineRows(rows, size, point);
}

ISTHMUS_FOR_EACH_PROCESSOR void combine(std::span<const Scaled<double>> rows, std::int64_t size, double* point)
{
    combineRows(rows, size, point);
}

ISTHMUS_FOR_EACH_PROCESSOR void descend(std::span<const Scaled<float>> rows, std::int64_t size, float rate, float momentum,
                                        float* velocity, float* vertex)
{
    descendRows(rows, size, rate, momentum, velocity, vertex);
}

ISTHMUS_FOR_EACH_PROCESSOR void descend(std::span<const Scaled<double>> rows, std::int64_t size, double rate, double momentum,
                                        double* velocity, double* vertex)
{
    descendRows(rows, size, rate, momentum, velocity, vertex);
}

}  // namespace isthmus::engine
