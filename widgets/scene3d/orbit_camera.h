#pragma once
#include "widgets/scene3d/height_field.h"

#include <QMarginsF>
#include <QMatrix4x4>
#include <QPointF>
#include <QSizeF>
#include <QVector3D>

namespace isthmus::widgets {

/// From where the scene is looked at: a camera that circles a target and keeps the vertical upright.
struct SceneView {
    double azimuth = 30.0;    ///< degrees about the vertical: 0 looks along +y, 90 along −x
    double elevation = 30.0;  ///< degrees above the floor; 90 looks straight down, with y upwards
    double distance = 3.0;    ///< from the target; the box's longer side is 1
    QVector3D target;
    bool parallel = false;  ///< no perspective

    bool operator==(const SceneView&) const = default;

    QVector3D towardsCamera() const;  ///< unit vector from the target
    QVector3D up() const;
    QVector3D right() const;
    QVector3D position() const;

    /// Turned by a drag of so many pixels, as if the scene were taken along.
    SceneView orbited(QPointF pixels) const;
    /// Shifted by a drag on a canvas `height` pixels high, as if the target were taken along.
    SceneView panned(QPointF pixels, double height) const;
    /// Nearer by a factor above 1, farther by one below.
    SceneView zoomed(double factor) const;
    /// Between two views, `share` from 0 to 1, the short way around.
    static SceneView between(const SceneView& from, const SceneView& to, double share);
};

/// What a gesture has done to the camera so far.
struct CameraMove {
    SceneView from;
    SceneView to;
    QSizeF canvas;    ///< its size then
    int gesture = 0;  ///< its number: a drag, or turns of the wheel one after the other, are one
};

/// Where the scene's points are on a canvas, in its pixels.
class SceneProjection {
public:
    /// The target lies in the middle of what the margins leave.
    SceneProjection(const SceneView& view, QSizeF canvas, QMarginsF margins);

    QMatrix4x4 projection() const { return projection_; }
    QSizeF canvas() const { return canvas_; }
    const SceneView& view() const { return view_; }
    QPointF toCanvas(const QVector3D& place) const;
    SceneRay rayAt(QPointF pixel) const;

    /// The view's distance that just fits places about the origin between the margins.
    static double fittingDistance(const SceneView& view, const std::vector<QVector3D>& places, QSizeF canvas, QMarginsF margins);

private:
    SceneView view_;
    QSizeF canvas_;
    QMatrix4x4 projection_;
    QMatrix4x4 both_;
};

}  // namespace isthmus::widgets
