#include "widgets/scene3d/scene_model.h"

#include "widgets/landscape/grid_anchors.h"
#include "widgets/landscape/grid_places.h"
#include "widgets/landscape/measure_words.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace isthmus::widgets {

namespace {

constexpr int axisTicks = 5;
constexpr int contourCount = 14;
constexpr int pathSteps = 60;  // samples of the surface between two anchors

void addCloud(SceneModel& model, const engine::LandscapeGrid& grid)
{
    const auto& [x, y, z] = grid.axes;
    std::size_t at = 0;
    for (const double c : z.points)
        for (const double b : y.points)
            for (const double a : x.points) {
                if (!std::isnan(model.shares[at]))
                    model.cloud.push_back({model.space.inTetrahedron(a, b, c), model.shares[at], at});
                ++at;
            }
    const std::size_t most = std::max({x.points.size(), y.points.size(), z.points.size(), std::size_t{2}});
    model.spacing = 1.0 / static_cast<double>(most - 1);
}

/// The points of one layer as a flat area.
void addSlice(SceneModel& model, const engine::LandscapeGrid& grid, std::size_t layer)
{
    const auto points = static_cast<std::ptrdiff_t>(grid.columns() * grid.axes[1].points.size());
    const auto first = model.shares.begin() + static_cast<std::ptrdiff_t>(layer) * points;
    model.shares = std::vector<double>(first, first + points);
    model.field = HeightField(grid, model.space, model.shares, grid.axes[2].points[layer]);
}

void join(SceneModel& model, std::span<const QVector3D> corners)
{
    for (std::size_t i = 0; i < corners.size(); ++i)
        for (std::size_t j = i + 1; j < corners.size(); ++j)
            model.edges.push_back({corners[i], corners[j]});
}

void addTetrahedron(SceneModel& model, const engine::LandscapeGrid& grid, const SceneCut& cut)
{
    const std::size_t layer = std::min(cut.layer, grid.axes[2].points.size() - 1);
    if (cut.slices)
        addSlice(model, grid, layer);
    else
        addCloud(model, grid);
    const double z = grid.axes[2].points[layer];
    const auto& space = model.space;
    join(model, std::array{space.inTetrahedron(0, 0, 0), space.inTetrahedron(1, 0, 0), space.inTetrahedron(0, 1, 0),
                           space.inTetrahedron(0, 0, 1)});
    join(model, std::array{space.inTetrahedron(0, 0, z), space.inTetrahedron(1 - z, 0, z), space.inTetrahedron(0, 1 - z, z)});
}

/// The anchor in the scene; nothing when it lies beyond the grid or where the surface is not known yet.
std::optional<SceneMark> markOf(const SceneModel& model, const engine::LandscapeGrid& grid, const engine::GridAnchor& anchor)
{
    const auto& [x, y, z] = anchor.place;
    SceneMark mark{shortName(anchor.name), {}, {}, anchor.spans};
    if (model.space.tetrahedron) {
        mark.at = mark.foot = model.space.inTetrahedron(x, y, z);
        return mark;
    }
    const QRectF& extent = model.space.extent;
    const double slack = 1e-6 * std::max(extent.width(), extent.height());
    if (!extent.adjusted(-slack, -slack, slack, slack).contains(x, y))
        return std::nullopt;
    mark.foot = model.space.at(x, y, 0.0);
    // A projected anchor has its own value, which is not that of the surface below it.
    const std::optional<double> own = anchorValue(grid, anchor, model.showing);
    const std::optional<QVector3D> surface = model.field.onSurface(mark.foot);
    if (surface && (anchor.spans || !own || std::isnan(*own)))
        mark.at = *surface;
    else if (own && !std::isnan(*own))
        mark.at = model.space.at(x, y, shareOf(*own, model.range, model.showing.scale));
    else
        return std::nullopt;
    return mark;
}

std::vector<std::vector<QVector3D>> pathOf(const SceneModel& model, const engine::LandscapeGrid& grid)
{
    std::vector<std::vector<QVector3D>> pieces(1);
    const std::vector<std::size_t> path = shownPath(grid, model.showing);
    for (std::size_t i = 1; i < path.size(); ++i) {
        const auto& from = grid.anchors[path[i - 1]].place;
        const auto& to = grid.anchors[path[i]].place;
        for (int step = i == 1 ? 0 : 1; step <= pathSteps; ++step) {
            const double share = static_cast<double>(step) / pathSteps;
            const auto along = [&](std::size_t axis) { return from[axis] + share * (to[axis] - from[axis]); };
            const std::optional<QVector3D> place = model.space.tetrahedron
                                                       ? model.space.inTetrahedron(along(0), along(1), along(2))
                                                       : model.field.onSurface(model.space.at(along(0), along(1), 0.0));
            if (place)
                pieces.back().push_back(*place);
            else if (!pieces.back().empty())
                pieces.emplace_back();
        }
    }
    std::erase_if(pieces, [](const auto& piece) { return piece.size() < 2; });
    return pieces;
}

}  // namespace

const ScenePoint* SceneModel::cloudPointOn(const SceneRay& ray) const
{
    const double reach = 0.25 * spacing;
    const ScenePoint* nearest = nullptr;
    float depth = std::numeric_limits<float>::max();
    for (const ScenePoint& point : cloud) {
        const float along = QVector3D::dotProduct(point.at - ray.from, ray.direction);
        if (along < depth && (ray.from + along * ray.direction - point.at).length() < reach) {
            nearest = &point;
            depth = along;
        }
    }
    return nearest;
}

SceneModel sceneModel(const engine::LandscapeGrid& grid, const GridShowing& showing, std::optional<ValueRange> range,
                      SceneCut cut)
{
    SceneModel model;
    model.space = sceneSpace(grid);
    model.showing = showing;
    model.values = gridValues(grid, showing);
    if (model.values.empty())
        model.values.assign(grid.size(), std::numeric_limits<double>::quiet_NaN());
    model.range = range ? *range : rangeOf(grid, showing);
    model.beyond = beyond(model.values, model.range);
    for (const double value : model.values)
        model.shares.push_back(shareOf(value, model.range, showing.scale));
    if (model.space.tetrahedron) {
        addTetrahedron(model, grid, cut);
    } else {
        model.field = HeightField(grid, model.space, model.shares);
        const QRectF& extent = model.space.extent;
        model.ticks[0] = linearTicks(extent.left(), extent.right(), axisTicks);
        model.ticks[1] = linearTicks(extent.top(), extent.bottom(), axisTicks);
    }
    for (const Tick& tick : valueTicks(model.range, showing, contourCount))
        model.contours.push_back(tick.share);
    model.ticks[2] = valueTicks(model.range, showing, axisTicks);
    model.titles = {axisTitle(grid.axes[0]), axisTitle(grid.axes[1]), measureText(wordsOf(showing.measure).axis)};
    for (const engine::GridAnchor& anchor : grid.anchors)
        if (const auto mark = isShown(anchor, showing) ? markOf(model, grid, anchor) : std::nullopt)
            model.marks.push_back(*mark);
    model.path = pathOf(model, grid);
    return model;
}

}  // namespace isthmus::widgets
