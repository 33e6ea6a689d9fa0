#pragma once
#include <cstdint>

namespace isthmus::engine {

/// Loops over pixels whose channels lie beside each other, for batch normalisation; compiled once for each kind of processor.
/// What belongs to a channel, [channels], is repeated until it fills vectors, [line]: a line is some pixels, and `count` numbers
/// are some lines and a part of one. No array overlaps another.
struct ChannelLoops {
    /// sums [line] += x
    void (*addUp)(const float* x, std::int64_t count, std::int64_t line, float* sums);
    /// sums [line] += (x - mean)^2
    void (*addSquares)(const float* x, const float* mean, std::int64_t count, std::int64_t line, float* sums);
    /// y = x factor + offset + added, and ReLU where `rectified`; a NaN goes through. `added` may be null.
    void (*scale)(const float* x, const float* factor, const float* offset, const float* added, bool rectified,
                  std::int64_t count, std::int64_t line, float* y);
    /// through = gradient where ReLU let y through, else 0.
    void (*letBack)(const float* gradient, const float* y, std::int64_t count, float* through);
    /// sums [line] += gradient, products [line] += gradient (x - mean) inverse
    void (*addSlopes)(const float* x, const float* gradient, const float* mean, const float* inverse, std::int64_t count,
                      std::int64_t line, float* sums, float* products);
    /// result = ofGradient gradient + ofX x + rest
    void (*combine)(const float* x, const float* gradient, const float* ofGradient, const float* ofX, const float* rest,
                    std::int64_t count, std::int64_t line, float* result);
};

/// The loops for the processor at hand.
const ChannelLoops& channelLoops();

}  // namespace isthmus::engine
