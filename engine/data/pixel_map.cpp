#include "engine/data/pixel_map.h"

#include "engine/error.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>

namespace isthmus::engine {

namespace {

constexpr int imagesPerLook = 256;  // at the stop token

struct Turn {
    double cosine = 1.0;
    double sine = 0.0;
};

/// Whole quarter turns exactly, so that a rotation by 90 degrees moves pixels and blurs nothing.
Turn turnBy(double degrees)
{
    const double turned = std::remainder(degrees, 360.0);
    const double quarters = std::round(turned / 90.0);
    const double rest = (turned - 90.0 * quarters) * std::numbers::pi / 180.0;
    const double cosine = std::cos(rest);
    const double sine = std::sin(rest);
    switch ((static_cast<int>(quarters) + 4) % 4) {
    case 1:
        return {-sine, cosine};
    case 2:
        return {-cosine, -sine};
    case 3:
        return {sine, -cosine};
    default:
        return {cosine, sine};
    }
}

/// Every output pixel as the weighted sum of its taps. `taps` is a constant, so that its loop unrolls and the other takes some
/// pixels at a time.
template <int taps>
void mapPlane(const PixelMap& map, const float* __restrict plane, float* __restrict out)
{
    const std::int32_t* __restrict source = map.source.data();
    const float* __restrict weight = map.weight.data();
    const auto pixels = static_cast<std::size_t>(map.pixels);
    for (std::size_t p = 0; p < pixels; ++p) {
        float sum = 0.0F;
        for (std::size_t tap = 0; tap < taps; ++tap)
            sum += weight[tap * pixels + p] * plane[source[tap * pixels + p]];
        out[p] = sum / 255.0F;
    }
}

}  // namespace

PixelMap identityMap(int height, int width)
{
    std::vector<std::int64_t> order(static_cast<std::size_t>(height) * static_cast<std::size_t>(width));
    std::iota(order.begin(), order.end(), 0);
    return permutationMap(order);
}

PixelMap permutationMap(const std::vector<std::int64_t>& order)
{
    PixelMap map;
    map.pixels = static_cast<int>(order.size());
    map.source.assign(order.begin(), order.end());
    map.weight.assign(order.size(), 1.0F);
    return map;
}

PixelMap rotationMap(int height, int width, double degrees)
{
    const Turn turn = turnBy(degrees);
    if (turn.cosine == 1.0)
        return identityMap(height, width);
    PixelMap map;
    map.pixels = height * width;
    map.taps = 4;
    const auto pixels = static_cast<std::size_t>(map.pixels);
    map.source.resize(4 * pixels);
    map.weight.resize(4 * pixels);
    const auto setTap = [&](std::size_t at, double row, double column, double weight) {
        if (weight == 0.0 || row < 0 || row >= height || column < 0 || column >= width)
            return;
        map.source[at] = static_cast<int>(row) * width + static_cast<int>(column);
        map.weight[at] = static_cast<float>(weight);
    };
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            // An output pixel takes what lies where the inverse turn puts it. Rows run downwards, hence the signs.
            const double right = x - (width - 1) / 2.0;
            const double down = y - (height - 1) / 2.0;
            const double column = turn.cosine * right - turn.sine * down + (width - 1) / 2.0;
            const double row = turn.sine * right + turn.cosine * down + (height - 1) / 2.0;
            const double left = std::floor(column);
            const double top = std::floor(row);
            const double across = column - left;
            const double below = row - top;
            const auto at = static_cast<std::size_t>(y * width + x);
            setTap(at, top, left, (1.0 - below) * (1.0 - across));
            setTap(pixels + at, top, left + 1.0, (1.0 - below) * across);
            setTap(2 * pixels + at, top + 1.0, left, below * (1.0 - across));
            setTap(3 * pixels + at, top + 1.0, left + 1.0, below * across);
        }
    }
    return map;
}

void applyMap(const PixelMap& map, const ImageSet& images, std::span<const std::int32_t> which, float* out, std::stop_token stop)
{
    assert(map.pixels == images.height * images.width && (map.taps == 1 || map.taps == 4));
    const auto pixels = static_cast<std::size_t>(map.pixels);
    const auto planes = static_cast<std::size_t>(images.channels);
    std::vector<float> plane(pixels);
    for (std::size_t i = 0; i < which.size(); ++i) {
        if (i % imagesPerLook == 0 && stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        assert(which[i] >= 0 && which[i] < images.count);
        const std::uint8_t* bytes = images.pixels.data() + static_cast<std::size_t>(which[i]) * planes * pixels;
        for (std::size_t channel = 0; channel < planes; ++channel, bytes += pixels, out += pixels) {
            std::copy(bytes, bytes + pixels, plane.begin());
            if (map.taps == 1)
                mapPlane<1>(map, plane.data(), out);
            else
                mapPlane<4>(map, plane.data(), out);
        }
    }
}

}  // namespace isthmus::engine
