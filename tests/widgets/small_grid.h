#pragma once
#include "engine/results/landscape_grid.h"

#include <cmath>

namespace isthmus::tests {

/// A plane of 5 by 4 points with `tasks` tasks on the splits asked for; losses grow with the distance from (t, 0).
inline engine::LandscapeGridPtr planeGrid(int tasks, std::vector<engine::Split> splits = {engine::Split::Test})
{
    auto grid = std::make_shared<engine::LandscapeGrid>();
    grid->chart = "plane";
    grid->axes[0] = {"distance from task-01 towards task-02", {-1.0, 0.0, 1.0, 2.0, 3.0}};
    grid->axes[1] = {"distance across, towards task-03", {-1.0, 0.0, 1.0, 2.0}};
    grid->samples = 100;
    for (const engine::Split split : splits) {
        for (int t = 1; t <= tasks; ++t) {
            engine::GridTask task{.task = t, .split = split, .loss = {}, .accuracy = {}};
            for (const double y : grid->axes[1].points) {
                for (const double x : grid->axes[0].points) {
                    task.loss.push_back(0.1 + std::hypot(x - t, y));
                    task.accuracy.push_back(1.0 / (1.0 + task.loss.back()));
                }
            }
            grid->tasks.push_back(task);
        }
    }
    return grid;
}

}  // namespace isthmus::tests
