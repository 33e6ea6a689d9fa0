// Rotated images (Lopez-Paz and Ranzato 2017, with one fixed step between tasks): task t is turned by (t - 1) steps.
#include "engine/data/benchmark_rows.h"

#include <algorithm>
#include <cmath>

namespace isthmus::engine {

namespace {

double stepDegrees(const Json& options) { return options.at("step_degrees").get<double>(); }

/// True when task `tasks` has not yet turned the whole way round to task 1.
bool belowFullTurn(std::int64_t tasks, double step) { return static_cast<double>(tasks - 1) * step < 360.0; }

/// Two tasks with the same images would be one task with two names.
std::string problem(const Json& options, int)
{
    const auto tasks = options.at("tasks").get<std::int64_t>();
    const double step = std::abs(stepDegrees(options));
    const std::string given =
        displayText(options.at("tasks")) + " tasks with step_degrees " + displayText(options.at("step_degrees"));
    if (tasks > 1 && step == 0.0)
        return given + " are all the same task: with step_degrees 0, tasks can be 1 at most";
    if (belowFullTurn(tasks, step))
        return {};
    auto largest = static_cast<std::int64_t>(std::ceil(360.0 / step));
    while (!belowFullTurn(largest, step))
        --largest;
    return given + " turn by 360° or more: with this step, tasks can be " + std::to_string(largest) + " at most";
}

PixelMap map(const Json& options, std::uint64_t, int task, int height, int width)
{
    return rotationMap(height, width, (task - 1) * stepDegrees(options));
}

}  // namespace

BenchmarkInfo rotatedBenchmark()
{
    static const OptionGroup declaration{
        .id = "rotated",
        .label = "Rotated",
        .help = "Task t turns all images counter-clockwise by t − 1 steps; task 1 is the images unchanged.",
        .source = "Lopez-Paz and Ranzato 2017, arXiv:1706.08840",
        .options = {{
            .key = "step_degrees",
            .label = "Step",
            .help = "Angle between a task and the next, counter-clockwise. All tasks together stay below a full turn.",
            .fallback = 9.0,
            .min = -180.0,
            .max = 180.0,
            .unit = "°",
        }},
    };
    return {&declaration, problem, map};
}

}  // namespace isthmus::engine
