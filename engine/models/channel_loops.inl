// The loops of channel_loops.h, written once. Included by channel_loops.cpp inside a namespace of its own for each kind of
// processor, so nothing here may be shared between them.

/// Calls use(first number, place in the line) for all numbers of a line together, which is what becomes vectors.
template <typename Use>
[[gnu::always_inline]] inline void overLines(std::int64_t count, std::int64_t line, Use use)
{
    for (std::int64_t first = 0; first < count; first += line) {
        const std::int64_t length = std::min(line, count - first);
#pragma GCC ivdep
        for (std::int64_t c = 0; c < length; ++c)
            use(first + c, c);
    }
}

void addUp(const float* x, std::int64_t count, std::int64_t line, float* sums)
{
    overLines(
        count, line, [=](std::int64_t i, std::int64_t c) __attribute__((always_inline)) { sums[c] += x[i]; });
}

void addSquares(const float* x, const float* mean, std::int64_t count, std::int64_t line, float* sums)
{
    overLines(
        count, line, [=](std::int64_t i, std::int64_t c) __attribute__((always_inline)) {
            sums[c] += (x[i] - mean[c]) * (x[i] - mean[c]);
        });
}

void scale(const float* x, const float* factor, const float* offset, const float* added, bool rectified, std::int64_t count,
           std::int64_t line, float* y)
{
    if (added && rectified)
        overLines(
            count, line, [=](std::int64_t i, std::int64_t c) __attribute__((always_inline)) {
                const float value = x[i] * factor[c] + offset[c] + added[i];
                y[i] = value < 0.0F ? 0.0F : value;
            });
    else if (rectified)
        overLines(
            count, line, [=](std::int64_t i, std::int64_t c) __attribute__((always_inline)) {
                const float value = x[i] * factor[c] + offset[c];
                y[i] = value < 0.0F ? 0.0F : value;
            });
    else
        overLines(
            count, line, [=](std::int64_t i, std::int64_t c) __attribute__((always_inline)) {
                y[i] = x[i] * factor[c] + offset[c] + (added ? added[i] : 0.0F);
            });
}

void letBack(const float* gradient, const float* y, std::int64_t count, float* through)
{
#pragma GCC ivdep
    for (std::int64_t i = 0; i < count; ++i)
        through[i] = y[i] <= 0.0F ? 0.0F : gradient[i];
}

void addSlopes(const float* x, const float* gradient, const float* mean, const float* inverse, std::int64_t count,
               std::int64_t line, float* sums, float* products)
{
    overLines(
        count, line, [=](std::int64_t i, std::int64_t c) __attribute__((always_inline)) {
            sums[c] += gradient[i];
            products[c] += gradient[i] * ((x[i] - mean[c]) * inverse[c]);
        });
}

void combine(const float* x, const float* gradient, const float* ofGradient, const float* ofX, const float* rest,
             std::int64_t count, std::int64_t line, float* result)
{
    overLines(
        count, line, [=](std::int64_t i, std::int64_t c) __attribute__((always_inline)) {
            result[i] = ofGradient[c] * gradient[i] + (ofX[c] * x[i] + rest[c]);
        });
}

constexpr ChannelLoops loops{addUp, addSquares, scale, letBack, addSlopes, combine};
