#include "widgets/scene3d/scene_space.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr float boxHeight = 0.5F;
constexpr double narrowest = 1.0 / 3.0;

/// Corners of a regular tetrahedron with edges of length 1 that stands on its first three.
const std::array<QVector3D, 4>& corners()
{
    static const float height = std::sqrt(2.0F / 3.0F);
    static const float side = std::sqrt(3.0F);
    static const std::array<QVector3D, 4> places{
        QVector3D(-0.5F, -side / 6.0F, -height / 2.0F), QVector3D(0.5F, -side / 6.0F, -height / 2.0F),
        QVector3D(0.0F, side / 3.0F, -height / 2.0F), QVector3D(0.0F, 0.0F, height / 2.0F)};
    return places;
}

struct Span {
    double first = 0.0;
    double width = 1.0;
};

Span spanOf(const engine::GridAxis& axis)
{
    if (axis.points.empty())
        return {};
    const double width = axis.points.back() - axis.points.front();
    return width > 0.0 ? Span{axis.points.front(), width} : Span{axis.points.front() - 0.5, 1.0};
}

}  // namespace

QVector3D SceneSpace::at(double x, double y, double share) const
{
    const auto along = [](double value, double first, double width, float side) {
        return side * static_cast<float>((value - first) / width - 0.5);
    };
    return {along(x, extent.x(), extent.width(), size.x()), along(y, extent.y(), extent.height(), size.y()),
            along(share, 0.0, 1.0, size.z())};
}

QVector3D SceneSpace::inTetrahedron(double x, double y, double z) const
{
    const std::array weights{1.0 - x - y - z, x, y, z};
    QVector3D place;
    for (std::size_t corner = 0; corner < weights.size(); ++corner)
        place += static_cast<float>(weights[corner]) * corners()[corner];
    return place;
}

Place SceneSpace::gridPlace(const QVector3D& place) const
{
    if (!tetrahedron)
        return {extent.x() + extent.width() * (place.x() / size.x() + 0.5),
                extent.y() + extent.height() * (place.y() / size.y() + 0.5), 0.0};
    // The fourth corner is above the others, the third behind the first two.
    const auto& [first, second, third, fourth] = corners();
    const double z = (place.z() - first.z()) / (fourth.z() - first.z());
    const double y = (place.y() - (1.0 - z) * first.y() - z * fourth.y()) / (third.y() - first.y());
    const double x = (place.x() - (1.0 - y - z) * first.x() - y * third.x() - z * fourth.x()) / (second.x() - first.x());
    return {x, y, z};
}

std::vector<QVector3D> SceneSpace::outline() const
{
    if (tetrahedron)
        return {corners().begin(), corners().end()};
    std::vector<QVector3D> box;
    for (const float x : {-0.5F, 0.5F})
        for (const float y : {-0.5F, 0.5F})
            for (const float z : {-0.5F, 0.5F})
                box.push_back(size * QVector3D(x, y, z));
    return box;
}

double SceneSpace::share(const QVector3D& place) const { return place.z() / size.z() + 0.5; }

SceneSpace sceneSpace(const engine::LandscapeGrid& grid)
{
    const Span x = spanOf(grid.axes[0]);
    const Span y = spanOf(grid.axes[1]);
    const double longer = std::max(x.width, y.width);
    SceneSpace space;
    space.extent = QRectF(x.first, y.first, x.width, y.width);
    space.size = {static_cast<float>(std::max(narrowest, x.width / longer)),
                  static_cast<float>(std::max(narrowest, y.width / longer)), boxHeight};
    space.tetrahedron = !grid.axes[2].points.empty();
    if (space.tetrahedron)
        space.size = {1.0F, 1.0F, 0.82F};
    return space;
}

}  // namespace isthmus::widgets
