#pragma once
// Hand-made landscapes: losses that are known at every point, so that what a view shows can be computed.
#include "engine/results/landscape_grid.h"

#include <cmath>
#include <functional>
#include <limits>

namespace isthmus::tests {

using Surface = std::function<double(double x, double y)>;

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

inline std::vector<double> evenPoints(double first, double last, std::size_t count)
{
    std::vector<double> points;
    for (std::size_t k = 0; k < count; ++k)
        points.push_back(first + (last - first) * static_cast<double>(k) / static_cast<double>(count - 1));
    return points;
}

/// A task with this loss over the grid, accuracy exp(−loss) and a standard error of 0.02 nats.
inline engine::GridTask gridTask(const engine::LandscapeGrid& grid, int task, const Surface& loss)
{
    engine::GridTask scored;
    scored.task = task;
    for (std::size_t at = 0; at < grid.size(); ++at) {
        const std::size_t columns = grid.axes[0].points.size();
        const double value = grid.hasPoint(at) ? loss(grid.axes[0].points[at % columns], grid.axes[1].points[at / columns]) : nan;
        scored.loss.push_back(value);
        scored.accuracy.push_back(std::exp(-value));
        scored.lossError.push_back(0.02);
    }
    return scored;
}

/// Distances over [-2, 14] × [-2, 10]: task 1's loss has its minimum at (0, 0), task 2's at (10, 0), task 3's at (4, 7).
/// The three networks lie in their minima; a fourth is projected to (5, 2).
inline engine::LandscapeGrid plane(std::size_t columns = 33, std::size_t rows = 25)
{
    engine::LandscapeGrid grid;
    grid.chart = "plane";
    grid.axes[0] = {"distance along task-02 − task-01", evenPoints(-2.0, 14.0, columns)};
    grid.axes[1] = {"distance at right angles, towards task-03", evenPoints(-2.0, 10.0, rows)};
    grid.samples = 1000;
    const auto bowl = [](double cx, double cy) {
        return [cx, cy](double x, double y) { return 0.1 + 0.02 * (std::pow(x - cx, 2) + std::pow(y - cy, 2)); };
    };
    grid.tasks = {gridTask(grid, 1, bowl(0, 0)), gridTask(grid, 2, bowl(10, 0)), gridTask(grid, 3, bowl(4, 7))};
    grid.anchors = {{"task-01", {0, 0, 0}, 0.0, true, {0.1, 2.1, 1.4}, {0.9, 0.12, 0.25}},
                    {"task-02", {10, 0, 0}, 0.0, true, {2.1, 0.1, 1.8}, {0.12, 0.9, 0.17}},
                    {"task-03", {4, 7, 0}, 0.0, true, {1.4, 1.8, 0.1}, {0.25, 0.17, 0.9}},
                    {"task-03-learned", {5, 2, 0}, 0.83, false, {0.7, 0.68, 0.62}, {0.5, 0.5, 0.5}}};
    grid.path = {0, 1, 3, 2};
    return grid;
}

/// x + y ≤ 1 with loss x + 2 y.
inline engine::LandscapeGrid simplex(std::size_t side = 11)
{
    engine::LandscapeGrid grid;
    grid.chart = "simplex";
    grid.axes[0] = {"weight of task-02", evenPoints(0.0, 1.0, side)};
    grid.axes[1] = {"weight of task-03", evenPoints(0.0, 1.0, side)};
    for (std::size_t at = 0; at < side * side; ++at)
        grid.there.push_back(at % side + at / side < side ? 1 : 0);
    grid.tasks = {gridTask(grid, 1, [](double x, double y) { return x + 2.0 * y; })};
    grid.anchors = {{"task-01", {0, 0, 0}, 0.0, true, {}, {}},
                    {"task-02", {1, 0, 0}, 0.0, true, {}, {}},
                    {"task-03", {0, 1, 0}, 0.0, true, {}, {}}};
    return grid;
}

/// The grid as it is while it is being filled: on every `stride`-th column and row, and in the first `rows` rows on every
/// half as many too.
inline engine::LandscapeGrid partly(engine::LandscapeGrid grid, std::size_t stride, std::size_t rows = 0)
{
    const std::size_t columns = grid.axes[0].points.size();
    for (engine::GridTask& task : grid.tasks)
        for (std::size_t at = 0; at < grid.size(); ++at) {
            const std::size_t i = at % columns, j = at / columns, step = j < rows ? stride / 2 : stride;
            if (i % step != 0 || j % step != 0)
                task.loss[at] = task.accuracy[at] = task.lossError[at] = nan;
        }
    return grid;
}

inline engine::LandscapeGridPtr shared(engine::LandscapeGrid grid)
{
    return std::make_shared<const engine::LandscapeGrid>(std::move(grid));
}

}  // namespace isthmus::tests
