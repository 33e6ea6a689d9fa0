#pragma once
#include "widgets/scene3d/scene_axes.h"

#include <QColor>
#include <QFont>

class QPainter;

namespace isthmus::widgets {

class LabelPainter;

/// What the axes need at each side of the canvas, in pixels; of a small canvas half at most, so that the scene has the other.
QMarginsF axisMargins(const QFont& font, QSizeF canvas);
/// The same with the colour bar at the right.
QMarginsF labelMargins(const QFont& font, QSizeF canvas);

/// The type and the colours of an axis.
struct SceneAxisStyle {
    QFont ticks;
    QFont title;
    QColor line;
    QColor tickText;
    QColor titleText;
};

/// Draws the ticks of an axis and writes their values and its title.
void paintSceneAxis(LabelPainter& labels, const SceneAxis& axis, const SceneAxisStyle& style);

/// Writes what is flat and always faces the viewer: ticks and titles of the axes, names of the anchors, the colour bar. The
/// painter's unit is the projection's pixel. A name that would cover another one is left out.
void paintSceneLabels(QPainter& painter, const SceneModel& model, const SceneProjection& projection);

}  // namespace isthmus::widgets
