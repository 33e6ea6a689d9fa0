#pragma once
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

namespace isthmus::engine {

/// A stream of random numbers named by what it is for: the seed, a purpose and a position (task, phase, step).
/// Naming a stream costs nothing, so every step of a run draws from its own. A resumed run needs no stored
/// generator: the position in the run is the random state. The same on every machine and with every library version.
/// Generator: SplitMix64 (Steele, Lea and Flood 2014).
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    Random(std::uint64_t seed, std::string_view purpose, std::uint64_t a = 0, std::uint64_t b = 0, std::uint64_t c = 0);

    std::uint64_t bits() { return mix(state_ += golden); }                      ///< 64 random bits
    double uniform() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }  ///< in [0, 1)
    double uniform(double low, double high);                                    ///< in [low, high)
    double normal();                                                            ///< mean 0, variance 1
    double exponential();                                                       ///< mean 1
    std::uint64_t below(std::uint64_t bound);                                   ///< in {0 … bound-1}, without bias; bound >= 1
    std::vector<std::int64_t> permutation(std::int64_t count);                  ///< of 0 … count-1
    std::vector<std::int64_t> sample(std::int64_t count,
                                     std::int64_t population);  ///< `count` distinct numbers below `population`

private:
    static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15ULL;

    static std::uint64_t mix(std::uint64_t z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    std::uint64_t state_;
};

/// A coin that falls "yes" with a given probability: what `uniform() < probability` says, without a branch, because nobody can
/// guess which way it goes, the processor least of all.
class Coin {
public:
    explicit Coin(double probability) : yes_(static_cast<std::uint64_t>(std::ceil(probability * 0x1.0p53))) {}

    bool toss(Random& random) const { return (random.bits() >> 11) < yes_; }

private:
    std::uint64_t yes_;  ///< how many of the 2^53 numbers that `uniform` draws from are yes
};

}  // namespace isthmus::engine
