#pragma once
#include "engine/results/landscape_grid.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace isthmus::widgets {

/// Coordinates of a grid; those beyond its dimensions are 0.
using Place = std::array<double, 3>;

/// A point of a grid of two dimensions.
struct GridPoint {
    std::size_t column = 0;
    std::size_t row = 0;

    bool operator==(const GridPoint&) const = default;
};

/// From half a step before the first grid point to half a step behind the last: what its cells cover.
QRectF cellsOf(const std::vector<double>& x, const std::vector<double>& y);
QRectF cellsOf(const engine::LandscapeGrid& grid);

/// The place of a point's value in the grid's lists.
std::size_t indexOf(const engine::LandscapeGrid& grid, GridPoint point);
QPointF placeOf(const engine::LandscapeGrid& grid, GridPoint point);
/// Of a point of any grid, by its place in the grid's lists.
Place placeOf(const engine::LandscapeGrid& grid, std::size_t at);
/// The cell around a point.
QRectF cellOf(const engine::LandscapeGrid& grid, GridPoint point);
/// The point whose cell holds the place; nothing beside the grid and where it has no point.
std::optional<GridPoint> pointAt(const engine::LandscapeGrid& grid, const QPointF& place);
/// Of a grid of two or three dimensions, the point whose cell holds the place, by its place in the grid's lists; nothing beside
/// the grid and where it has no point.
std::optional<std::size_t> indexAt(const engine::LandscapeGrid& grid, const Place& place);
/// So many columns and rows further, but not beyond the edges.
GridPoint moved(const engine::LandscapeGrid& grid, GridPoint point, int columns, int rows);

/// Both coordinates are distances in weight space, so that a step in x and one in y can be compared.
bool hasEqualUnits(const engine::LandscapeGrid& grid);
/// The axis's label in sentence case.
QString axisTitle(const engine::GridAxis& axis);

}  // namespace isthmus::widgets
