#pragma once
#include "widgets/landscape/grid_values.h"

#include <vector>

namespace isthmus::widgets {

/// A network's name for a picture: of one of another run, "rotated-1/task-02", a long run's name is shortened in its middle.
QString shortName(const std::string& name);

/// The task that a network's name speaks of: 3 for "task-03", "task-03-learned" and "task-03-vertex-1"; 0: none.
int taskOf(const engine::GridAnchor& anchor);

/// False for the networks of tasks that the run had not learned yet (GridShowing::upTo).
bool isShown(const engine::GridAnchor& anchor, const GridShowing& showing);

/// The grid's path as far as the run had come.
std::vector<std::size_t> shownPath(const engine::LandscapeGrid& grid, const GridShowing& showing);

}  // namespace isthmus::widgets
