#include "widgets/landscape/grid_anchors.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace isthmus::widgets {

int taskOf(const engine::GridAnchor& anchor)
{
    constexpr std::string_view named = "task-";
    const std::string& name = anchor.name;
    int task = 0;
    if (name.starts_with(named))
        std::from_chars(name.data() + named.size(), name.data() + name.size(), task);
    return std::max(task, 0);
}

bool isShown(const engine::GridAnchor& anchor, const GridShowing& showing)
{
    return showing.upTo == 0 || taskOf(anchor) <= showing.upTo;
}

std::vector<std::size_t> shownPath(const engine::LandscapeGrid& grid, const GridShowing& showing)
{
    const auto later = std::find_if(grid.path.begin(), grid.path.end(), [&](std::size_t anchor) {
        return anchor >= grid.anchors.size() || !isShown(grid.anchors[anchor], showing);
    });
    return {grid.path.begin(), later};
}

}  // namespace isthmus::widgets
