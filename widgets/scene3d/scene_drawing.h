#pragma once
#include "widgets/scene3d/orbit_camera.h"
#include "widgets/scene3d/scene_model.h"
#include "widgets/theme/theme.h"

#include <QSize>

#include <memory>

namespace isthmus::widgets {

/// Draws a scene with VTK into whatever OpenGL framebuffer is bound, in a context that somebody else owns and has made
/// current. Only `render`, `start` and `stop` touch OpenGL.
class SceneDrawing {
public:
    SceneDrawing();
    ~SceneDrawing();

    void setModel(const SceneModel& model);
    void setCursor(std::optional<QVector3D> place);
    /// Takes the colours of a theme; before the first render.
    void restyle(Scheme scheme);

    void start();         ///< before the first render in a context
    void stop();          ///< before the context goes
    bool isSlow() const;  ///< OpenGL is done by the processor
    /// `pixelRatio`: framebuffer pixels in one of the projection's; `smooth`: with antialiased edges.
    void render(const SceneProjection& projection, QSize pixels, double pixelRatio, bool smooth);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace isthmus::widgets
