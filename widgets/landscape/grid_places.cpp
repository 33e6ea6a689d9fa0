#include "widgets/landscape/grid_places.h"

#include <algorithm>

namespace isthmus::widgets {

namespace {

double step(const std::vector<double>& points)
{
    return points.size() > 1 ? (points.back() - points.front()) / static_cast<double>(points.size() - 1) : 1.0;
}

std::size_t nearest(const std::vector<double>& points, double value)
{
    const auto above = std::lower_bound(points.begin(), points.end(), value);
    if (above == points.begin())
        return 0;
    if (above == points.end())
        return points.size() - 1;
    return static_cast<std::size_t>(above - points.begin()) - (value - *(above - 1) < *above - value ? 1 : 0);
}

/// Along a principal component, too, as along any direction of length 1.
bool isDistance(const engine::GridAxis& axis) { return axis.label.starts_with("distance") || axis.label.starts_with("PC "); }

}  // namespace

QRectF cellsOf(const std::vector<double>& x, const std::vector<double>& y)
{
    if (x.empty() || y.empty())
        return {};
    const QPointF half(step(x) / 2.0, step(y) / 2.0);
    return {QPointF(x.front(), y.front()) - half, QPointF(x.back(), y.back()) + half};
}

QRectF cellsOf(const engine::LandscapeGrid& grid) { return cellsOf(grid.axes[0].points, grid.axes[1].points); }

std::size_t indexOf(const engine::LandscapeGrid& grid, GridPoint point) { return point.row * grid.columns() + point.column; }

QPointF placeOf(const engine::LandscapeGrid& grid, GridPoint point)
{
    return {grid.axes[0].points[point.column], grid.axes[1].points[point.row]};
}

Place placeOf(const engine::LandscapeGrid& grid, std::size_t at)
{
    Place place{};
    for (std::size_t axis = 0; axis < grid.dimensions(); ++axis) {
        const std::vector<double>& points = grid.axes[axis].points;
        place[axis] = points[at % points.size()];
        at /= points.size();
    }
    return place;
}

QRectF cellOf(const engine::LandscapeGrid& grid, GridPoint point)
{
    const QSizeF size(step(grid.axes[0].points), step(grid.axes[1].points));
    return {placeOf(grid, point) - QPointF(size.width() / 2.0, size.height() / 2.0), size};
}

std::optional<GridPoint> pointAt(const engine::LandscapeGrid& grid, const QPointF& place)
{
    if (!cellsOf(grid).contains(place))
        return std::nullopt;
    const GridPoint point{nearest(grid.axes[0].points, place.x()), nearest(grid.axes[1].points, place.y())};
    return grid.hasPoint(indexOf(grid, point)) ? std::optional(point) : std::nullopt;
}

std::optional<std::size_t> indexAt(const engine::LandscapeGrid& grid, const Place& place)
{
    const auto& [xs, ys, zs] = grid.axes;
    if (!cellsOf(grid).contains(QPointF(place[0], place[1])))
        return std::nullopt;
    const std::size_t layer = zs.points.empty() ? 0 : nearest(zs.points, place[2]);
    const std::size_t row = layer * ys.points.size() + nearest(ys.points, place[1]);
    const std::size_t at = row * xs.points.size() + nearest(xs.points, place[0]);
    return grid.hasPoint(at) ? std::optional(at) : std::nullopt;
}

GridPoint moved(const engine::LandscapeGrid& grid, GridPoint point, int columns, int rows)
{
    const auto along = [](std::size_t at, int by, std::size_t count) {
        return static_cast<std::size_t>(std::clamp(static_cast<int>(at) + by, 0, static_cast<int>(count) - 1));
    };
    return {along(point.column, columns, grid.columns()), along(point.row, rows, grid.axes[1].points.size())};
}

bool hasEqualUnits(const engine::LandscapeGrid& grid) { return isDistance(grid.axes[0]) && isDistance(grid.axes[1]); }

QString axisTitle(const engine::GridAxis& axis)
{
    QString title = QString::fromStdString(axis.label);
    // A symbol such as "u" keeps its case.
    if (title.size() > 1 && title[1].isLetter())
        title[0] = title[0].toUpper();
    return title;
}

}  // namespace isthmus::widgets
