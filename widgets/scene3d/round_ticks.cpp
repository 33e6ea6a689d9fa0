#include "widgets/scene3d/round_ticks.h"

#include "widgets/theme/number_format.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace isthmus::widgets {

namespace {

struct RoundValues {
    std::vector<double> values;
    int decimals = 0;
};

RoundValues roundValues(double low, double high, int count)
{
    if (!(high > low) || !std::isfinite(high - low))
        return {};
    const double wanted = (high - low) / count;
    const int exponent = static_cast<int>(std::floor(std::log10(wanted)));
    const double power = std::pow(10.0, exponent);
    double step = 10.0 * power;
    for (const double factor : {5.0, 2.0, 1.0})
        if (factor * power >= wanted * (1.0 - 1e-9))
            step = factor * power;
    RoundValues round;
    round.decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
    // By whole multiples, so that no error adds up and zero is zero.
    const auto last = static_cast<long long>(std::floor(high / step + 1e-9));
    for (auto i = static_cast<long long>(std::ceil(low / step - 1e-9)); i <= last; ++i)
        round.values.push_back(static_cast<double>(i) * step);
    return round;
}

QString tickText(double value, int decimals)
{
    const double size = std::abs(value);
    if (size >= 1e6 || decimals > 5)
        return lossText(value);
    if (decimals == 0)
        return countText(qRound64(value));
    return QString::number(value, 'f', decimals).replace(u'-', QChar(0x2212));
}

/// As few digits as the value has: "0.05", "2".
QString shortText(double value)
{
    const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(value) + 1e-9)));
    return tickText(value, decimals);
}

std::vector<double> decadeValues(ValueRange range, std::initializer_list<double> factors)
{
    std::vector<double> values;
    const int last = static_cast<int>(std::floor(std::log10(range.high)));
    for (int exponent = static_cast<int>(std::floor(std::log10(range.low))); exponent <= last; ++exponent)
        for (const double factor : factors) {
            const double value = factor * std::pow(10.0, exponent);
            if (value >= range.low * (1.0 - 1e-9) && value <= range.high * (1.0 + 1e-9))
                values.push_back(value);
        }
    return values;
}

/// Of ones, of ones and threes, or of ones, twos and fives: the set whose number comes nearest to what is wanted.
std::vector<double> bestDecadeValues(ValueRange range, int count)
{
    std::vector<double> best;
    for (const auto& factors : {std::initializer_list<double>{1.0}, {1.0, 3.0}, {1.0, 2.0, 5.0}}) {
        auto values = decadeValues(range, factors);
        const auto off = [count](const std::vector<double>& some) { return std::abs(static_cast<int>(some.size()) - count); };
        if (best.empty() || off(values) < off(best))
            best = std::move(values);
    }
    return best;
}

}  // namespace

std::vector<Tick> linearTicks(double low, double high, int count)
{
    const RoundValues round = roundValues(low, high, count);
    std::vector<Tick> ticks;
    for (const double value : round.values)
        ticks.push_back({std::clamp((value - low) / (high - low), 0.0, 1.0), tickText(value, round.decimals)});
    return ticks;
}

std::vector<Tick> valueTicks(ValueRange range, const GridShowing& showing, int count)
{
    std::vector<Tick> ticks;
    if (showing.scale == GridShowing::Scale::Logarithmic && range.low > 0.0) {
        const double unit = isPercent(showing.measure) ? 100.0 : 1.0;
        const std::vector<double> values = bestDecadeValues({unit * range.low, unit * range.high}, count);
        for (const double value : values)
            ticks.push_back({shareOf(value / unit, range, showing.scale), shortText(value)});
        constexpr std::size_t fewest = 3;
        if (ticks.size() >= fewest)
            return ticks;
        ticks.clear();
    }
    const double unit = isPercent(showing.measure) ? 100.0 : 1.0;
    const RoundValues round = roundValues(unit * range.low, unit * range.high, count);
    for (const double value : round.values)
        ticks.push_back({shareOf(value / unit, range, showing.scale), tickText(value, round.decimals)});
    return ticks;
}

}  // namespace isthmus::widgets
