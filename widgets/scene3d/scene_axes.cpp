#include "widgets/scene3d/scene_axes.h"

#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr double steepest = 75.0;      // degrees that a title goes down
constexpr double shortestAxis = 40.0;  // pixels
constexpr float endOn = 0.97F;         // cosine; an axis seen end on has no room for ticks

struct Edge {
    QVector3D from;
    QVector3D to;
};

std::array<Edge, 3> edgesOf(const SceneModel& model, const SceneProjection& projection)
{
    const QVector3D half = model.space.size / 2.0F;
    const QVector3D towards = projection.view().right();
    constexpr float faceOn = 1e-3F;
    const float y = towards.x() >= 0.0F ? -half.y() : half.y();
    const float x = towards.y() > faceOn ? half.x() : -half.x();
    QVector3D left(-half.x(), -half.y(), -half.z());
    for (const float cornerX : {-half.x(), half.x()})
        for (const float cornerY : {-half.y(), half.y()}) {
            const QVector3D corner(cornerX, cornerY, -half.z());
            if (projection.toCanvas(corner).x() < projection.toCanvas(left).x())
                left = corner;
        }
    const QVector3D above(left.x(), left.y(), half.z());
    return {Edge{{-half.x(), y, -half.z()}, {half.x(), y, -half.z()}}, Edge{{x, -half.y(), -half.z()}, {x, half.y(), -half.z()}},
            Edge{left, above}};
}

}  // namespace

std::vector<SceneAxis> sceneAxes(const SceneModel& model, const SceneProjection& projection)
{
    std::vector<SceneAxis> axes;
    const std::array<Edge, 3> edges = edgesOf(model, projection);
    for (std::size_t k = 0; k < edges.size(); ++k) {
        const auto& [from, to] = edges[k];
        const QLineF line(projection.toCanvas(from), projection.toCanvas(to));
        const QVector3D direction = (to - from).normalized();
        if (line.length() < shortestAxis || std::abs(QVector3D::dotProduct(direction, projection.view().towardsCamera())) > endOn)
            continue;
        SceneAxis axis{line, QPointF(line.dy(), -line.dx()) / line.length(), {}, model.titles[k]};
        if (QPointF::dotProduct(axis.outwards, projection.toCanvas({}) - line.center()) > 0.0)
            axis.outwards = -axis.outwards;
        for (const Tick& tick : model.ticks[k]) {
            const QPointF at = projection.toCanvas(from + static_cast<float>(tick.share) * (to - from));
            axis.ticks.push_back({QLineF(line.p1(), at).length() / line.length(), tick.text});
        }
        axes.push_back(axis);
    }
    return axes;
}

double titleAngle(const SceneAxis& axis)
{
    const double degrees = std::remainder(-axis.line.angle(), 180.0);
    return degrees > steepest ? degrees - 180.0 : degrees;
}

bool isHidden(const SceneMark& mark, const SceneModel& model, const SceneProjection& projection)
{
    constexpr float onTop = 0.03F;  // a mark stands out of the surface by its own size
    const SceneRay ray = projection.rayAt(projection.toCanvas(mark.at));
    const std::optional<QVector3D> hit = model.field.hit(ray);
    return hit && (*hit - ray.from).length() < (mark.at - ray.from).length() - onTop;
}

}  // namespace isthmus::widgets
