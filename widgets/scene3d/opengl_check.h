#pragma once
#include <QString>

class QSurfaceFormat;

namespace isthmus::widgets {

/// The format of the scene's context: OpenGL 3.2 core, which is the least that VTK draws with.
QSurfaceFormat sceneFormat();

/// Why this machine cannot draw the scene, in one sentence; empty when it can. Found out once.
QString openGlProblem();

}  // namespace isthmus::widgets
