#pragma once
#include "widgets/scene3d/orbit_camera.h"
#include "widgets/scene3d/scene_model.h"

#include <QFont>

class QPainter;

namespace isthmus::widgets {

/// What the words around the scene need at each side of the canvas, in pixels; of a small canvas half at most, so that the scene
/// has the other.
QMarginsF labelMargins(const QFont& font, QSizeF canvas);

/// Writes what is flat and always faces the viewer: ticks and titles of the axes, names of the anchors, the colour bar. The
/// painter's unit is the projection's pixel. A name that would cover another one is left out.
void paintSceneLabels(QPainter& painter, const SceneModel& model, const SceneProjection& projection);

}  // namespace isthmus::widgets
