#pragma once

// Loops that are compiled for several kinds of processor, one of which runs them.

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define ISTHMUS_KNOWS_PROCESSORS

namespace isthmus::engine {

/// Those for AVX-512, for AVX2, or for every processor.
template <typename Loops>
const Loops& ofThisProcessor(const Loops& avx512, const Loops& avx2, const Loops& baseline)
{
    if (__builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
        return avx512;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? avx2 : baseline;
}

}  // namespace isthmus::engine

#endif
