#include "engine/data/pixel_statistics.h"

#include "engine/error.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <span>

namespace isthmus::engine {

void measurePixels(Dataset& dataset, std::stop_token stop)
{
    const std::span<const std::uint8_t> pixels = dataset.train.pixels;
    assert(!pixels.empty());
    constexpr std::size_t block = 1 << 22;
    std::array<std::uint64_t, 256> counts{};
    for (std::size_t begin = 0; begin < pixels.size(); begin += block) {
        if (stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        for (const std::uint8_t pixel : pixels.subspan(begin, std::min(block, pixels.size() - begin)))
            ++counts[pixel];
    }
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t value = 0; value < counts.size(); ++value) {
        const double brightness = static_cast<double>(value) / 255.0;
        sum += static_cast<double>(counts[value]) * brightness;
        squares += static_cast<double>(counts[value]) * brightness * brightness;
    }
    const auto count = static_cast<double>(pixels.size());
    dataset.mean = sum / count;
    dataset.deviation = std::sqrt(std::max(squares / count - dataset.mean * dataset.mean, 0.0));
    if (dataset.deviation == 0.0)
        dataset.deviation = 1.0;  // every pixel alike: normalising must not divide by zero
}

}  // namespace isthmus::engine
