#include "widgets/scene3d/scene_drawing.h"

#include "widgets/scene3d/box_prop.h"
#include "widgets/scene3d/mark_props.h"
#include "widgets/scene3d/scene_window.h"
#include "widgets/scene3d/surface_prop.h"
#include "widgets/theme/scheme_color.h"

#include <QByteArray>
#include <qopengl.h>

#include <vtkCamera.h>
#include <vtkMatrix4x4.h>
#include <vtkNew.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>

namespace isthmus::widgets {

namespace {

constexpr int antialiasing = 4;  // samples of a pixel

}  // namespace

struct SceneDrawing::Parts {
    vtkNew<SceneWindow> window;
    vtkNew<vtkRenderer> renderer;
    vtkNew<vtkMatrix4x4> projection;
    BoxProp box;
    SurfaceProp surface;
    AnchorProp anchors;
    CursorProp cursor;
    SceneSpace space;
    bool slow = false;

    void lookFrom(const SceneProjection& from)
    {
        const SceneView& view = from.view();
        vtkCamera& camera = *renderer->GetActiveCamera();
        const QVector3D position = view.position();
        camera.SetPosition(position.x(), position.y(), position.z());
        camera.SetFocalPoint(view.target.x(), view.target.y(), view.target.z());
        camera.SetViewUp(view.up().x(), view.up().y(), view.up().z());
        camera.SetParallelProjection(view.parallel);
        const QMatrix4x4 matrix = from.projection();
        for (int row = 0; row < 4; ++row)
            for (int column = 0; column < 4; ++column)
                projection->SetElement(row, column, matrix(row, column));
        camera.SetExplicitProjectionTransformMatrix(projection);
    }

    void draw(QSize pixels, double pixelRatio, bool smooth)
    {
        box.setPixelRatio(pixelRatio);
        surface.setPixelRatio(pixelRatio);
        anchors.setPixelRatio(pixelRatio);
        cursor.setPixelRatio(pixelRatio);
        window->SetReadyForRendering(true);
        window->SetIsCurrent(true);
        window->SetMultiSamples(smooth ? antialiasing : 0);
        window->SetSize(pixels.width(), pixels.height());
        // Qt has used OpenGL since, so what VTK remembers of its state is wrong.
        window->GetState()->Reset();
        window->GetState()->Push();
        window->Render();
        window->GetState()->Pop();
    }
};

SceneDrawing::SceneDrawing() : parts_(std::make_unique<Parts>())
{
    SceneWindow& window = *parts_->window;
    window.SetOwnContext(false);
    window.SetFrameBlitModeToBlitToCurrent();
    window.AddRenderer(parts_->renderer);
    parts_->box.addTo(*parts_->renderer);
    parts_->surface.addTo(*parts_->renderer);
    parts_->anchors.addTo(*parts_->renderer);
    parts_->cursor.addTo(*parts_->renderer);
    parts_->renderer->GetActiveCamera()->SetUseExplicitProjectionTransformMatrix(true);
}

SceneDrawing::~SceneDrawing() = default;

void SceneDrawing::setModel(const SceneModel& model)
{
    parts_->space = model.space;
    parts_->box.show(model);
    parts_->surface.show(model);
    parts_->anchors.show(model);
}

void SceneDrawing::setCursor(std::optional<QVector3D> place) { parts_->cursor.show(place, parts_->space); }

void SceneDrawing::restyle(Scheme scheme)
{
    const QColor panel = color(Role::Panel, scheme);
    parts_->renderer->SetBackground(panel.redF(), panel.greenF(), panel.blueF());
    // Otherwise Qt would blend what VTK leaves half transparent with what lies behind.
    parts_->renderer->SetBackgroundAlpha(1.0);
    parts_->box.restyle(scheme);
    parts_->anchors.restyle(scheme);
    parts_->cursor.restyle(scheme);
}

void SceneDrawing::start()
{
    parts_->window->SetReadyForRendering(true);
    parts_->window->SetIsCurrent(true);
    parts_->window->OpenGLInitContext();
    // On a processor several samples a pixel double the time of a frame.
    parts_->slow = QByteArray(reinterpret_cast<const char*>(glGetString(GL_RENDERER))).contains("llvmpipe");
}

void SceneDrawing::stop()
{
    parts_->window->SetIsCurrent(true);
    parts_->window->Finalize();
    parts_->window->SetReadyForRendering(false);
}

bool SceneDrawing::isSlow() const { return parts_->slow; }

void SceneDrawing::render(const SceneProjection& projection, QSize pixels, double pixelRatio, bool smooth)
{
    parts_->box.turnTo(projection.view());
    parts_->lookFrom(projection);
    parts_->draw(pixels, pixelRatio, smooth);
}

}  // namespace isthmus::widgets
