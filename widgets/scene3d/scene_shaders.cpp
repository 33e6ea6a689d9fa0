#include "widgets/scene3d/scene_shaders.h"

#include "engine/results/landscape_grid.h"
#include "widgets/scene3d/opengl_check.h"
#include "widgets/scene3d/scene_drawing.h"

#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QTimer>

#include <limits>
#include <vector>

namespace isthmus::widgets {

namespace {

constexpr int delay = 500;  // milliseconds, for the window to be there

engine::LandscapeGrid plane()
{
    constexpr double hole = std::numeric_limits<double>::quiet_NaN();
    engine::LandscapeGrid grid;
    grid.axes[0].points = {0.0, 1.0, 2.0, 3.0};
    grid.axes[1].points = {0.0, 1.0, 2.0};
    grid.tasks.push_back({.task = 1, .loss = {0.0, 1.0, hole, hole, 1.0, 2.0, hole, hole, 2.0, 3.0, hole, 1.0}, .accuracy = {}});
    grid.anchors.push_back({.name = {}, .spans = true});
    grid.anchors.push_back({.name = {}, .place = {1.0, 1.0, 0.0}});
    grid.path = {0, 1};
    return grid;
}

engine::LandscapeGrid tetrahedron()
{
    engine::LandscapeGrid grid;
    for (engine::GridAxis& axis : grid.axes)
        axis.points = {0.0, 0.5};
    grid.tasks.push_back({.task = 1, .loss = {0.0, 1.0, 1.0, 2.0, 1.0, 2.0, 2.0, 3.0}, .accuracy = {}});
    return grid;
}

/// Together they have every part of a scene, with and without light.
std::vector<SceneModel> scenes()
{
    return {sceneModel(plane(), {}, {}), sceneModel(tetrahedron(), {}, {}), sceneModel(tetrahedron(), {}, {}, {.slices = true})};
}

}  // namespace

SceneShaders::SceneShaders(QObject* parent) : QObject(parent) { QTimer::singleShot(delay, this, &SceneShaders::begin); }

SceneShaders::~SceneShaders() = default;

void SceneShaders::begin()
{
    if (!openGlProblem().isEmpty() || !QOpenGLContext::supportsThreadedOpenGL()) {
        done_ = true;
        return;
    }
    surface_ = std::make_unique<QOffscreenSurface>();
    surface_->setFormat(sceneFormat());
    surface_->create();
    thread_ = std::jthread([this](const std::stop_token& stop) {
        compile(stop);
        done_ = true;
    });
}

void SceneShaders::compile(const std::stop_token& stop)
{
    QOpenGLContext context;
    context.setFormat(sceneFormat());
    if (!context.create() || !context.makeCurrent(surface_.get()))
        return;
    QOpenGLFramebufferObject target(SceneDrawing::warmingSize, QOpenGLFramebufferObject::CombinedDepthStencil);
    target.bind();
    const SceneProjection projection(SceneView(), SceneDrawing::warmingSize, QMarginsF());
    for (const SceneModel& scene : scenes()) {
        SceneDrawing drawing;
        drawing.setModel(scene);
        drawing.setCursor(QVector3D());
        drawing.start();
        while (!stop.stop_requested() && drawing.warmUp(projection, 1.0)) {}
        drawing.stop();
    }
}

}  // namespace isthmus::widgets
