// One set of loops for each kind of processor; which one is used is decided when the program runs.
#include "engine/models/channel_loops.h"

#include "engine/models/processor_kinds.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

#ifdef ISTHMUS_KNOWS_PROCESSORS

#pragma GCC push_options
#pragma GCC target("avx512f,avx512vl,avx512dq,fma,prefer-vector-width=512")
namespace avx512 {
#include "engine/models/channel_loops.inl"
}  // namespace avx512
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("avx2,fma")
namespace avx2 {
#include "engine/models/channel_loops.inl"
}  // namespace avx2
#pragma GCC pop_options

#endif

namespace baseline {
#include "engine/models/channel_loops.inl"
}  // namespace baseline

}  // namespace

const ChannelLoops& channelLoops()
{
#ifdef ISTHMUS_KNOWS_PROCESSORS
    return ofThisProcessor(avx512::loops, avx2::loops, baseline::loops);
#else
    return baseline::loops;
#endif
}

}  // namespace isthmus::engine
