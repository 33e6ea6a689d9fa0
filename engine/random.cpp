#include "engine/random.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>

namespace isthmus::engine {

Random::Random(std::uint64_t seed, std::string_view purpose, std::uint64_t a, std::uint64_t b, std::uint64_t c)
    : state_(mix(seed + golden))
{
    for (const char letter : purpose)
        state_ = mix(state_ + golden + static_cast<unsigned char>(letter));
    for (const std::uint64_t part : {a, b, c})
        state_ = mix(state_ + golden + part);
}

double Random::uniform(double low, double high) { return low + (high - low) * uniform(); }

double Random::normal()
{
    const double radius = std::sqrt(2.0 * exponential());
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

double Random::exponential() { return -std::log1p(-uniform()); }

std::uint64_t Random::below(std::uint64_t bound)
{
    assert(bound >= 1);
    const std::uint64_t rest = (UINT64_MAX % bound + 1) % bound;  // how many of the top values would bias the remainder
    std::uint64_t draw = bits();
    while (draw > UINT64_MAX - rest)
        draw = bits();
    return draw % bound;
}

std::vector<std::int64_t> Random::permutation(std::int64_t count) { return sample(count, count); }

std::vector<std::int64_t> Random::sample(std::int64_t count, std::int64_t population)
{
    assert(count <= population);
    std::vector<std::int64_t> items(static_cast<std::size_t>(population));
    std::iota(items.begin(), items.end(), 0);
    for (std::int64_t i = 0; i < count; ++i) {
        const auto j = i + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(population - i)));
        std::swap(items[static_cast<std::size_t>(i)], items[static_cast<std::size_t>(j)]);
    }
    items.resize(static_cast<std::size_t>(count));
    return items;
}

}  // namespace isthmus::engine
