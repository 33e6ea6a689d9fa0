#include "engine/results/pareto_front.h"

#include <algorithm>
#include <cmath>

namespace isthmus::engine {

std::vector<std::size_t> paretoFront(const std::vector<std::pair<double, double>>& points, Better first, Better second)
{
    const auto good = [](double value, Better better) { return better == Better::Lower ? -value : value; };
    const auto beats = [&](const auto& a, const auto& b) {
        const double gain1 = good(a.first, first) - good(b.first, first);
        const double gain2 = good(a.second, second) - good(b.second, second);
        return gain1 >= 0.0 && gain2 >= 0.0 && gain1 + gain2 > 0.0;
    };
    std::vector<std::size_t> front;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const bool known = !std::isnan(points[i].first) && !std::isnan(points[i].second);
        if (known && std::none_of(points.begin(), points.end(), [&](const auto& other) { return beats(other, points[i]); }))
            front.push_back(i);
    }
    std::stable_sort(front.begin(), front.end(), [&](std::size_t a, std::size_t b) { return points[a] < points[b]; });
    return front;
}

}  // namespace isthmus::engine
