#include "engine/data/pixel_statistics.h"

#include "engine/error.h"

#include <array>
#include <cassert>
#include <cmath>
#include <span>

namespace isthmus::engine {

namespace {

using Counts = std::array<std::uint64_t, 256>;  // how often each byte value occurs

double momentOf(const Counts& counts, double power)
{
    double sum = 0.0;
    double count = 0.0;
    for (std::size_t value = 0; value < counts.size(); ++value) {
        sum += static_cast<double>(counts[value]) * std::pow(static_cast<double>(value) / 255.0, power);
        count += static_cast<double>(counts[value]);
    }
    return sum / count;
}

}  // namespace

void measurePixels(Dataset& dataset, std::stop_token stop)
{
    const ImageSet& images = dataset.train;
    assert(!images.pixels.empty());
    const auto channels = static_cast<std::size_t>(images.channels);
    const std::size_t plane = images.pixels.size() / static_cast<std::size_t>(images.count) / channels;
    std::vector<Counts> counts(channels, Counts{});
    std::span<const std::uint8_t> rest = images.pixels;
    for (std::size_t i = 0; !rest.empty(); ++i, rest = rest.subspan(plane)) {
        if (i % 256 == 0 && stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        for (const std::uint8_t pixel : rest.first(plane))
            ++counts[i % channels][pixel];
    }
    dataset.mean.clear();
    dataset.deviation.clear();
    for (const Counts& ofChannel : counts) {
        const double mean = momentOf(ofChannel, 1.0);
        const double deviation = std::sqrt(std::max(momentOf(ofChannel, 2.0) - mean * mean, 0.0));
        dataset.mean.push_back(mean);
        dataset.deviation.push_back(deviation == 0.0 ? 1.0 : deviation);  // all pixels alike: nothing to divide by
    }
}

}  // namespace isthmus::engine
