// One set of loops for each kind of processor and number; which one is used is decided when the program runs.
#include "engine/models/layer_loops.h"

#include "engine/models/processor_kinds.h"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <vector>

#define INLINE [[gnu::always_inline]] inline
#define INLINED __attribute__((always_inline))
#define UNROLL _Pragma("GCC unroll 8")

namespace isthmus::engine {

namespace {

// Vectors are passed between inlined functions only, so how they would be passed to others does not matter.
#pragma GCC diagnostic ignored "-Wpsabi"

#ifdef ISTHMUS_KNOWS_PROCESSORS

#pragma GCC push_options
#pragma GCC target("avx512f,avx512vl,avx512dq,fma")
namespace avx512 {
constexpr int vectorBytes = 64;
constexpr int tileImages = 5;
constexpr int tileOutputs = 4;
constexpr int tileColumns = 4;
constexpr int memberColumns = 2;
namespace ofFloat {
using Real = float;
#include "engine/models/layer_loops.inl"
}  // namespace ofFloat
namespace ofDouble {
using Real = double;
#include "engine/models/layer_loops.inl"
}  // namespace ofDouble
}  // namespace avx512
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("avx2,fma")
namespace avx2 {
constexpr int vectorBytes = 32;
constexpr int tileImages = 3;
constexpr int tileOutputs = 3;
constexpr int tileColumns = 2;
constexpr int memberColumns = 2;
namespace ofFloat {
using Real = float;
#include "engine/models/layer_loops.inl"
}  // namespace ofFloat
namespace ofDouble {
using Real = double;
#include "engine/models/layer_loops.inl"
}  // namespace ofDouble
}  // namespace avx2
#pragma GCC pop_options

#endif

namespace baseline {
constexpr int vectorBytes = 16;
constexpr int tileImages = 3;
constexpr int tileOutputs = 3;
constexpr int tileColumns = 2;
constexpr int memberColumns = 2;
namespace ofFloat {
using Real = float;
#include "engine/models/layer_loops.inl"
}  // namespace ofFloat
namespace ofDouble {
using Real = double;
#include "engine/models/layer_loops.inl"
}  // namespace ofDouble
}  // namespace baseline

}  // namespace

#ifdef ISTHMUS_KNOWS_PROCESSORS
#define ISTHMUS_CHOSEN(type) ofThisProcessor(avx512::type::loops, avx2::type::loops, baseline::type::loops)
#else
#define ISTHMUS_CHOSEN(type) baseline::type::loops
#endif

template <>
const LayerLoops<float>& layerLoops<float>()
{
    return ISTHMUS_CHOSEN(ofFloat);
}

template <>
const LayerLoops<double>& layerLoops<double>()
{
    return ISTHMUS_CHOSEN(ofDouble);
}

}  // namespace isthmus::engine
