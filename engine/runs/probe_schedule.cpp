#include "engine/runs/probe_schedule.h"

#include <cmath>
#include <set>

namespace isthmus::engine {

std::vector<std::int64_t> probeSchedule(std::int64_t steps, std::int64_t probes)
{
    std::set<std::int64_t> chosen;
    const std::int64_t geometric = (probes + 1) / 2;
    const std::int64_t even = probes - geometric;
    const auto add = [&](double position) {
        const std::int64_t step = std::llround(position);
        if (step >= 1 && step < steps)
            chosen.insert(step);
    };
    const auto whole = static_cast<double>(steps);
    for (std::int64_t k = 1; k <= geometric; ++k)
        add(std::pow(whole, static_cast<double>(k) / static_cast<double>(geometric + 1)));
    for (std::int64_t k = 1; k <= even; ++k)
        add(whole * static_cast<double>(k) / static_cast<double>(even + 1));
    return {chosen.begin(), chosen.end()};
}

}  // namespace isthmus::engine
