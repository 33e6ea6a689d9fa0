#pragma once
#include "engine/results/landscape_grid.h"

#include <array>
#include <functional>
#include <limits>
#include <memory>
#include <string>

namespace isthmus::tests {

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// A plane of points x points over [0, 10] x [0, 10] with one task, whose test loss is given. Accuracy is 0.5.
inline std::shared_ptr<engine::LandscapeGrid> planeGrid(int points, const std::function<double(double, double)>& loss)
{
    auto grid = std::make_shared<engine::LandscapeGrid>();
    grid->chart = "plane";
    grid->axes[0].label = "distance along task-02 − task-01";
    grid->axes[1].label = "distance towards task-03";
    for (int i = 0; i < points; ++i)
        for (const std::size_t axis : {0, 1})
            grid->axes[axis].points.push_back(10.0 * i / (points - 1));
    engine::GridTask task;
    task.task = 1;
    for (const double y : grid->axes[1].points)
        for (const double x : grid->axes[0].points)
            task.loss.push_back(loss(x, y));
    task.accuracy.assign(task.loss.size(), 0.5);
    grid->tasks.push_back(task);
    return grid;
}

inline std::shared_ptr<engine::LandscapeGrid> flatGrid(int points, double loss)
{
    return planeGrid(points, [loss](double, double) { return loss; });
}

inline void addAnchor(engine::LandscapeGrid& grid, const std::string& name, std::array<double, 3> place, double loss)
{
    grid.anchors.push_back({.name = name, .place = place, .residual = 0.0, .spans = true, .loss = {loss}, .accuracy = {0.5}});
}

/// A tetrahedron with `points` along each edge; its loss is x + 2 y + 3 z.
inline std::shared_ptr<engine::LandscapeGrid> tetrahedronGrid(int points)
{
    auto grid = std::make_shared<engine::LandscapeGrid>();
    grid->chart = "simplex";
    for (engine::GridAxis& axis : grid->axes)
        for (int i = 0; i < points; ++i)
            axis.points.push_back(1.0 * i / (points - 1));
    engine::GridTask task;
    task.task = 1;
    for (const double z : grid->axes[2].points)
        for (const double y : grid->axes[1].points)
            for (const double x : grid->axes[0].points) {
                const bool inside = x + y + z <= 1.0 + 1e-9;
                grid->there.push_back(inside ? 1 : 0);
                task.loss.push_back(inside ? x + 2.0 * y + 3.0 * z : missing);
            }
    task.accuracy = task.loss;
    grid->tasks.push_back(task);
    addAnchor(*grid, "task-01", {0.0, 0.0, 0.0}, 0.0);
    addAnchor(*grid, "task-02", {1.0, 0.0, 0.0}, 1.0);
    return grid;
}

}  // namespace isthmus::tests
