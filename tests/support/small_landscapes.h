// Charts whose values tell where they belong, for the tests of the files they are written to.
#pragma once
#include "engine/results/landscape_grid.h"
#include "engine/results/landscape_line.h"

#include <limits>

namespace isthmus::tests {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// `of` task 1: 1000, 1001, … at the points, in the grid's order.
inline std::vector<double> numbered(std::size_t points, double of)
{
    std::vector<double> values;
    for (std::size_t at = 0; at < points; ++at)
        values.push_back(1000.0 * of + static_cast<double>(at));
    return values;
}

/// Three columns and two rows without the last point; task 1 on both splits and task 2 with classes 3 and 7. Losses are numbered,
/// standard errors a thousandth of that, accuracies a hundredth of the task and the point.
inline engine::LandscapeGrid smallPlane()
{
    using namespace engine;
    LandscapeGrid grid;
    grid.chart = "plane";
    grid.axes[0] = {"along task-02 − task-01", {-0.5, 0.0, 0.5}};
    grid.axes[1] = {"across", {0.0, 0.25}};
    grid.anchors = {{"task-01", {0.0, 0.0, 0.0}, 0.0, true, {1.0, 1.5, 2.0}, {0.1, 0.15, 0.2}},
                    {"läufe/β", {0.5, 0.25, 0.0}, 0.125, false, {3.0, 3.5, 4.0}, {0.3, 0.35, 0.4}}};
    grid.path = {1, 0};
    grid.tasks = {
        {1, Split::Test, {}, {}, {}, {}, {}}, {1, Split::Train, {}, {}, {}, {}, {}}, {2, Split::Test, {}, {}, {}, {}, {}}};
    const std::size_t points = grid.size();
    for (std::size_t i = 0; i < grid.tasks.size(); ++i) {
        GridTask& task = grid.tasks[i];
        task.loss = numbered(points, static_cast<double>(i + 1));
        for (std::size_t at = 0; at < points; ++at) {
            task.accuracy.push_back(0.25 * static_cast<double>(i) + static_cast<double>(at) / 64.0);
            task.lossError.push_back(task.loss[at] / 1024.0);
        }
        task.loss.back() = task.accuracy.back() = task.lossError.back() = nothing;
    }
    grid.tasks[2].classes = {3, 7};
    grid.tasks[2].classAccuracy = {{0.0, 0.125, 0.25, 0.375, 0.5, nothing}, {1.0, 0.875, 0.75, 0.625, 0.5, nothing}};
    grid.there = {1, 1, 1, 1, 1, 0};
    grid.samples = 200;
    grid.notes = {"explained variance 71.2 % and 18.0 %"};
    return grid;
}

/// The same of three draws: spreads of losses and accuracies are 1/16 and 1/32 of them, and there are no standard errors.
inline engine::LandscapeGrid drawnPlane()
{
    engine::LandscapeGrid grid = smallPlane();
    grid.draws = 3;
    for (engine::GridTask& task : grid.tasks) {
        task.lossError.clear();
        for (std::size_t at = 0; at < grid.size(); ++at) {
            task.lossSpread.push_back(task.loss[at] / 16.0);
            task.accuracySpread.push_back(task.accuracy[at] / 32.0);
        }
    }
    return grid;
}

/// Two, three and four points along x, y and z, one task.
inline engine::LandscapeGrid smallVolume()
{
    using namespace engine;
    LandscapeGrid grid;
    grid.chart = "random";
    grid.axes = {GridAxis{"first", {0.0, 1.0}}, GridAxis{"second", {-1.0, 0.0, 1.0}}, GridAxis{"third", {2.0, 2.5, 3.0, 3.5}}};
    grid.anchors = {{"task-01", {0.0, 0.0, 2.5}, 0.0, true, {0.5}, {0.5}}};
    grid.tasks = {{4, Split::Test, numbered(24, 1.0), std::vector<double>(24, 0.5), {}, {}, {}}};
    return grid;
}

/// Five points, tasks 1 and 3; the second loss of task 1 is not known.
inline engine::LandscapeLine smallLine()
{
    engine::LandscapeLine line;
    line.anchors = {{"task-01", 0.0}, {"task-02", 1.0}};
    line.distance = 12.5;
    line.t = {0.0, 0.25, 0.5, 0.75, 1.0};
    line.tasks = {{1, {1.0, nothing, 3.0, 4.0, 5.0}, {0.5, nothing, 0.25, 0.125, 0.0}, 0.75},
                  {3, {3.0, 2.5, 2.0, 1.5, 1.0}, {0.0, 0.125, 0.25, 0.5, 1.0}, 0.0}};
    line.samples = 100;
    return line;
}

/// The same of three draws, with spreads as in `drawnPlane`.
inline engine::LandscapeLine drawnLine()
{
    engine::LandscapeLine line = smallLine();
    line.draws = 3;
    for (engine::LineTask& task : line.tasks)
        for (std::size_t i = 0; i < line.t.size(); ++i) {
            task.lossSpread.push_back(task.loss[i] / 16.0);
            task.accuracySpread.push_back(task.accuracy[i] / 32.0);
        }
    return line;
}

}  // namespace isthmus::tests
