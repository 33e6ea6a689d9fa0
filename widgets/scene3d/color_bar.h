#pragma once
#include "widgets/scene3d/label_painter.h"
#include "widgets/scene3d/scene_model.h"

#include <QFont>
#include <QSizeF>

namespace isthmus::widgets {

/// Width of the column at the right of the canvas that the colour bar stands in, in pixels.
double colorBarWidth(const QFont& font);

/// Draws the scale at the right of the canvas, with a pointed end where values lie beyond it.
void paintColorBar(LabelPainter& labels, const SceneModel& model, QSizeF canvas);

}  // namespace isthmus::widgets
