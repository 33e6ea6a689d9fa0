#include "widgets/plots/map_anchors.h"

#include "widgets/landscape/grid_anchors.h"

#include <algorithm>

namespace isthmus::widgets {

MapAnchors mapAnchors(const engine::LandscapeGrid& grid, const GridShowing& showing, int selectedTask)
{
    // Of all of the grid, so that the rings of those shown already keep their size.
    double farthest = 0.0;
    for (const engine::GridAnchor& anchor : grid.anchors)
        farthest = std::max(farthest, anchor.residual);
    MapAnchors shown;
    std::vector<std::size_t> placeInList(grid.anchors.size());
    for (std::size_t k = 0; k < grid.anchors.size(); ++k) {
        const engine::GridAnchor& anchor = grid.anchors[k];
        if (!isShown(anchor, showing))
            continue;
        placeInList[k] = shown.anchors.size();
        shown.anchors.push_back({static_cast<int>(k),
                                 shortName(anchor.name),
                                 {anchor.place[0], anchor.place[1]},
                                 anchor.spans,
                                 farthest > 0.0 ? anchor.residual / farthest : 0.0,
                                 selectedTask > 0 && taskOf(anchor) == selectedTask});
    }
    for (const std::size_t anchor : shownPath(grid, showing))
        shown.path.push_back(placeInList[anchor]);
    return shown;
}

}  // namespace isthmus::widgets
