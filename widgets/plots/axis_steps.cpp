#include "widgets/plots/axis_steps.h"

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

/// Largest of 1, 2, 5 times a power of ten that is at most `value`.
double niceBelowOnLog(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
    for (const double step : {5.0, 2.0})
        if (step * power <= value * (1.0 + 1e-9))
            return step * power;
    return power;
}

}  // namespace

double niceAbove(double value)
{
    if (!(value > 0.0) || !std::isfinite(value))
        return 1.0;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0})
        if (value <= step * power * (1.0 + 1e-9))
            return step * power;
    return 10.0 * power;
}

AxisSpan linearSpan(double most) { return {0.0, niceAbove(1.03 * most)}; }

AxisSpan fittedSpan(double least, double most)
{
    if (!(least <= most) || !std::isfinite(least) || !std::isfinite(most))
        return {};
    if (least >= 0.0 && least < most / 3.0)
        least = 0.0;
    const double step = niceBelowOnLog(std::max(most - least, 1e-3 * std::max(1e-9, std::abs(most))) / 3.0);
    const double lower = step * std::floor(least / step + 1e-9), upper = step * std::ceil(most / step - 1e-9);
    return {lower, upper > lower ? upper : lower + step};
}

AxisSpan logSpan(double least, double most)
{
    if (!(least > 0.0) || !(most > 0.0) || !std::isfinite(most))
        return {0.1, 1.0};
    const double upper = 1.0 / niceBelowOnLog(1.0 / most);
    const double lower = niceBelowOnLog(std::max(0.98 * least, 1e-6 * upper));
    return {lower, upper > lower ? upper : 10.0 * lower};
}

AxisSpan keptWithin(AxisSpan span, AxisSpan home, bool log)
{
    if (log) {
        const auto inDecades = [](AxisSpan s) { return AxisSpan{std::log10(s.lower), std::log10(s.upper)}; };
        const AxisSpan kept = keptWithin(inDecades(span), inDecades(home), false);
        return {std::pow(10.0, kept.lower), std::pow(10.0, kept.upper)};
    }
    const double whole = home.upper - home.lower;
    const double width = std::clamp(span.upper - span.lower, 1e-4 * whole, whole);
    const double centre = (span.lower + span.upper) / 2.0;
    const double lower = std::clamp(centre - width / 2.0, home.lower, home.upper - width);
    return {lower, lower + width};
}

}  // namespace isthmus::widgets
