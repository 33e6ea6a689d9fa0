#pragma once
#include "widgets/scene3d/orbit_camera.h"
#include "widgets/scene3d/scene_model.h"

#include <QLineF>

namespace isthmus::widgets {

/// An edge of the box that carries an axis, on the canvas.
struct SceneAxis {
    QLineF line;              ///< from the lowest value to the highest
    QPointF outwards;         ///< square to it, away from the box; of length 1
    std::vector<Tick> ticks;  ///< their shares are where they stand on the line as it is seen
    QString title;
};

/// The axes of x, y and the values on the silhouette of the box: on the edges of the floor in front, and on the upright one at
/// the left. One that is seen end on, or too short for ticks, is left out.
std::vector<SceneAxis> sceneAxes(const SceneModel& model, const SceneProjection& projection);

/// What `title` is turned by beside its axis, in degrees; upright ones are read from below.
double titleAngle(const SceneAxis& axis);

/// Whether the surface stands before an anchor.
bool isHidden(const SceneMark& mark, const SceneModel& model, const SceneProjection& projection);

}  // namespace isthmus::widgets
