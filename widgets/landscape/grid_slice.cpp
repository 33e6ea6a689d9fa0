#include "widgets/landscape/grid_slice.h"

#include "widgets/landscape/grid_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

/// The part of a list with a value for each point that belongs to the layer; empty lists stay so.
template <typename Value>
std::vector<Value> partOf(const std::vector<Value>& all, std::size_t layer, std::size_t points)
{
    const auto at = [&](std::size_t i) { return all.begin() + static_cast<std::ptrdiff_t>(std::min(i, all.size())); };
    return {at(layer * points), at((layer + 1) * points)};
}

}  // namespace

engine::LandscapeGrid sliceOf(const engine::LandscapeGrid& grid, std::size_t layer)
{
    const double z = grid.axes[2].points[layer];
    const std::size_t points = grid.columns() * grid.axes[1].points.size();
    engine::LandscapeGrid slice = grid;
    slice.axes[2] = {};
    slice.path.clear();
    slice.there = partOf(grid.there, layer, points);
    std::erase_if(slice.anchors, [z](const engine::GridAnchor& anchor) { return std::abs(anchor.place[2] - z) > 1e-9; });
    for (engine::GridTask& task : slice.tasks) {
        for (std::vector<double>* values : {&task.loss, &task.accuracy, &task.lossError, &task.lossSpread, &task.accuracySpread})
            *values = partOf(*values, layer, points);
        for (std::vector<double>& values : task.classAccuracy)
            values = partOf(values, layer, points);
    }
    slice.notes.push_back(QCoreApplication::translate("GridSlice", "slice at z = %1").arg(placeText(z)).toStdString());
    return slice;
}

std::size_t layerAt(const engine::LandscapeGrid& grid, double z)
{
    const std::vector<double>& points = grid.axes[2].points;
    const auto nearest =
        std::min_element(points.begin(), points.end(), [z](double a, double b) { return std::abs(a - z) < std::abs(b - z); });
    return static_cast<std::size_t>(nearest - points.begin());
}

}  // namespace isthmus::widgets
