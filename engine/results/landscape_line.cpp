#include "engine/results/landscape_line.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace isthmus::engine {

namespace {

std::size_t nearest(const std::vector<double>& t, double position)
{
    const auto found = std::min_element(t.begin(), t.end(), [position](double one, double other) {
        return std::abs(one - position) < std::abs(other - position);
    });
    return static_cast<std::size_t>(found - t.begin());
}

}  // namespace

double barrier(const std::vector<double>& t, const std::vector<double>& loss)
{
    const double start = loss[nearest(t, 0.0)];
    const double end = loss[nearest(t, 1.0)];
    if (!std::isfinite(start) || !std::isfinite(end))
        return std::numeric_limits<double>::quiet_NaN();
    double height = 0.0;
    for (std::size_t i = 0; i < t.size(); ++i)
        if (t[i] >= 0.0 && t[i] <= 1.0 && std::isnan(loss[i]))
            return loss[i];
        else if (t[i] >= 0.0 && t[i] <= 1.0)
            height = std::max(height, loss[i] - ((1.0 - t[i]) * start + t[i] * end));
    return height;
}

LandscapeLine lineOf(const LandscapeGrid& grid)
{
    assert(grid.dimensions() == 1);
    LandscapeLine line;
    line.chart = grid.chart;
    line.label = grid.axes[0].label;
    line.t = grid.axes[0].points;
    line.distance = grid.axes[0].length;
    line.samples = grid.samples;
    line.draws = grid.draws;
    line.notes = grid.notes;
    for (const GridAnchor& anchor : grid.anchors)
        line.anchors.push_back({anchor.name, anchor.place[0]});
    const bool joinsTwo = grid.anchors.size() >= 2 && grid.anchors[0].place[0] == 0.0 && grid.anchors[1].place[0] == 1.0;
    for (const GridTask& task : grid.tasks)
        line.tasks.push_back({.task = task.task,
                              .loss = task.loss,
                              .accuracy = task.accuracy,
                              .barrier = joinsTwo ? barrier(line.t, task.loss) : std::numeric_limits<double>::quiet_NaN(),
                              .split = task.split,
                              .lossError = task.lossError,
                              .lossSpread = task.lossSpread,
                              .accuracySpread = task.accuracySpread});
    return line;
}

}  // namespace isthmus::engine
