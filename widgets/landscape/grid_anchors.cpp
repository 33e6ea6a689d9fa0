#include "widgets/landscape/grid_anchors.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace isthmus::widgets {

QString shortName(const std::string& name)
{
    constexpr qsizetype room = 24, least = 8;
    const QString whole = QString::fromStdString(name);
    const qsizetype slash = whole.indexOf(QLatin1Char('/'));
    const qsizetype kept = std::max(least, room - (whole.size() - slash));
    if (slash <= kept)
        return whole;
    return whole.left(kept / 2) + QStringLiteral("…") + whole.mid(slash - (kept - kept / 2 - 1));
}

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
