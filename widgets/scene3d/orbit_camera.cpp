#include "widgets/scene3d/orbit_camera.h"

#include <QtMath>

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr double viewAngle = 30.0;  // degrees, vertically
constexpr double nearest = 0.3;
constexpr double farthest = 30.0;
constexpr double degreesPerPixel = 0.4;
constexpr float sceneRadius = 1.0F;

float degreeSin(double degrees) { return static_cast<float>(std::sin(qDegreesToRadians(degrees))); }
float degreeCos(double degrees) { return static_cast<float>(std::cos(qDegreesToRadians(degrees))); }

/// Half of what the canvas shows vertically at the target.
double halfHeight(const SceneView& view) { return view.distance * std::tan(qDegreesToRadians(viewAngle / 2.0)); }

}  // namespace

QVector3D SceneView::towardsCamera() const
{
    const float level = degreeCos(elevation);
    return {degreeSin(azimuth) * level, -degreeCos(azimuth) * level, degreeSin(elevation)};
}

QVector3D SceneView::up() const
{
    const float level = degreeSin(elevation);
    return {-degreeSin(azimuth) * level, degreeCos(azimuth) * level, degreeCos(elevation)};
}

QVector3D SceneView::right() const { return {degreeCos(azimuth), degreeSin(azimuth), 0.0F}; }
QVector3D SceneView::position() const { return target + static_cast<float>(distance) * towardsCamera(); }

SceneView SceneView::orbited(QPointF pixels) const
{
    SceneView view = *this;
    view.azimuth = std::remainder(azimuth - degreesPerPixel * pixels.x(), 360.0);
    view.elevation = std::clamp(elevation + degreesPerPixel * pixels.y(), -90.0, 90.0);
    return view;
}

SceneView SceneView::panned(QPointF pixels, double height) const
{
    const double perPixel = 2.0 * halfHeight(*this) / std::max(1.0, height);
    SceneView view = *this;
    view.target += static_cast<float>(-perPixel * pixels.x()) * right() + static_cast<float>(perPixel * pixels.y()) * up();
    // The scene must not get lost.
    if (view.target.length() > sceneRadius)
        view.target = sceneRadius * view.target.normalized();
    return view;
}

SceneView SceneView::zoomed(double factor) const
{
    SceneView view = *this;
    view.distance = std::clamp(distance / factor, nearest, farthest);
    return view;
}

SceneView SceneView::between(const SceneView& from, const SceneView& to, double share)
{
    const auto mix = [share](double a, double b) { return a + share * (b - a); };
    SceneView view = to;
    view.azimuth = std::remainder(from.azimuth + share * std::remainder(to.azimuth - from.azimuth, 360.0), 360.0);
    view.elevation = mix(from.elevation, to.elevation);
    view.distance = mix(from.distance, to.distance);
    view.target = from.target + static_cast<float>(share) * (to.target - from.target);
    return view;
}

SceneProjection::SceneProjection(const SceneView& view, QSizeF canvas, QMarginsF margins)
    : view_(view), canvas_(canvas.expandedTo(QSizeF(1.0, 1.0)))
{
    const QPointF middle = QRectF(QPointF(), canvas_).marginsRemoved(margins).center();
    const auto aspect = static_cast<float>(canvas_.width() / canvas_.height());
    const auto beyond = static_cast<double>(sceneRadius + view.target.length());
    const auto first = static_cast<float>(std::max(0.05 * view.distance, view.distance - beyond));
    const auto last = static_cast<float>(view.distance + beyond);
    projection_.translate(static_cast<float>(2.0 * middle.x() / canvas_.width() - 1.0),
                          static_cast<float>(1.0 - 2.0 * middle.y() / canvas_.height()));
    const auto half = static_cast<float>(halfHeight(view));
    if (view.parallel)
        projection_.ortho(-half * aspect, half * aspect, -half, half, first, last);
    else
        projection_.perspective(static_cast<float>(viewAngle), aspect, first, last);
    QMatrix4x4 camera;
    camera.lookAt(view.position(), view.target, view.up());
    both_ = projection_ * camera;
}

QPointF SceneProjection::toCanvas(const QVector3D& place) const
{
    const QVector3D clip = both_.map(place);
    return {(clip.x() + 1.0) / 2.0 * canvas_.width(), (1.0 - clip.y()) / 2.0 * canvas_.height()};
}

SceneRay SceneProjection::rayAt(QPointF pixel) const
{
    const auto x = static_cast<float>(2.0 * pixel.x() / canvas_.width() - 1.0);
    const auto y = static_cast<float>(1.0 - 2.0 * pixel.y() / canvas_.height());
    const QMatrix4x4 back = both_.inverted();
    const QVector3D from = back.map(QVector3D(x, y, -1.0F));
    return {from, (back.map(QVector3D(x, y, 1.0F)) - from).normalized()};
}

double SceneProjection::fittingDistance(const SceneView& view, const std::vector<QVector3D>& places, QSizeF canvas,
                                        QMarginsF margins)
{
    const QRectF room = QRectF(QPointF(), canvas).marginsRemoved(margins);
    const auto fits = [&](double distance) {
        SceneView tried = view;
        tried.distance = distance;
        const SceneProjection projection(tried, canvas, margins);
        return std::all_of(places.begin(), places.end(),
                           [&](const QVector3D& place) { return room.contains(projection.toCanvas(place)); });
    };
    double close = 1.5;
    double far = farthest;
    for (int step = 0; step < 24; ++step) {
        const double middle = (close + far) / 2.0;
        (fits(middle) ? far : close) = middle;
    }
    return far;
}

}  // namespace isthmus::widgets
