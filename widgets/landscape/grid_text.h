#pragma once
#include "widgets/landscape/grid_values.h"
#include "widgets/models/data_table.h"

#include <QString>

namespace isthmus::widgets {

/// A coordinate as a reader sees it: two decimals, or what its size needs, with a true minus.
QString placeText(double coordinate);

/// The value shown at a point of the grid, from 0: "loss 0.512 nats ± 0.02 (task 3)", "mean accuracy 93.1 % (5 tasks)",
/// "worst loss 1.2 nats (task 2)"; "not scored" where there is none.
QString pointValueText(const engine::LandscapeGrid& grid, const GridShowing& showing, std::size_t at);
/// The same with the point's place: "loss 0.465 nats (task 1) at x 4.00, y 1.50, grid point 13, 8"; in a tetrahedron that is how
/// much of each corner there is in it: "loss 0.465 nats (task 1) at 0.10 · 0.20 · 0.30 · 0.40".
QString gridPointText(const engine::LandscapeGrid& grid, const GridShowing& showing, std::size_t at);
/// "task-03: loss 0.51 nats (task 3), +0.83 off the plane"; without the value where it has not been scored.
QString anchorText(const engine::LandscapeGrid& grid, const GridShowing& showing, std::size_t anchor);

/// How the grid was measured: "1 000 test images per task", its notes, how many networks lie beside it, and how far off it the
/// farthest network is, which has the largest ring.
QString gridNote(const engine::LandscapeGrid& grid, const GridShowing& showing);
/// Instead of a plane, of a grid of three dimensions.
QString tetrahedronText();
/// What the chart is, with its formula and where it comes from.
QString chartDefinition(const engine::LandscapeGrid& grid);
/// The coordinates and every task's loss and accuracy of each scored point; of no grid (null) a table without columns.
DataTable gridTable(const engine::LandscapeGridPtr& grid);

}  // namespace isthmus::widgets
