#pragma once
#include "widgets/scene3d/orbit_camera.h"
#include "widgets/scene3d/scene_model.h"

#include <QImage>

#include <functional>

namespace isthmus::widgets {

/// Why scenes cannot be drawn without a window on this machine, in one sentence; empty when they can. Found out once.
QString scenePictureProblem();

/// The scene in the colours of paper, as large as the projection's canvas with so many pixels for one of it, without words. Needs
/// neither a window nor a display; any thread. Null where that is not possible.
QImage scenePicture(const SceneModel& model, const SceneProjection& projection, double pixelRatio);

/// Has a scene's picture: `scenePicture`, or one that was made before.
using ScenePainter = std::function<QImage(const SceneModel& model, const SceneProjection& projection, double pixelRatio)>;

}  // namespace isthmus::widgets
