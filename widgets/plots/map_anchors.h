#pragma once
#include "widgets/landscape/grid_values.h"
#include "widgets/plots/map_marks.h"

namespace isthmus::widgets {

/// The networks of a grid on its map, and the path through them by their places in that list.
struct MapAnchors {
    std::vector<MapAnchor> anchors;
    std::vector<std::size_t> path;
};

/// Those that are shown, the ones of the selected task emphasised; 0: no task.
MapAnchors mapAnchors(const engine::LandscapeGrid& grid, const GridShowing& showing, int selectedTask);

}  // namespace isthmus::widgets
