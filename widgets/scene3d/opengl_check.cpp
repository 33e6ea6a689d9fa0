#include "widgets/scene3d/opengl_check.h"

#include "widgets/scene3d/drawing_priority.h"

#include <QCoreApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QSurfaceFormat>

#include <thread>

namespace isthmus::widgets {

namespace {

struct SceneWords {
    Q_DECLARE_TR_FUNCTIONS(isthmus::widgets::LandscapeScene)
};

QString findProblem(QOffscreenSurface& surface)
{
    QOpenGLContext context;
    context.setFormat(sceneFormat());
    if (!context.create() || !surface.isValid() || !context.makeCurrent(&surface))
        return SceneWords::tr("The three-dimensional view needs OpenGL 3.2 or later, and this display offers no OpenGL at all.");
    const QSurfaceFormat got = context.format();
    context.doneCurrent();
    if (context.isOpenGLES() || got.version() < sceneFormat().version())
        return SceneWords::tr("The three-dimensional view needs OpenGL 3.2 or later; this display offers %1 %2.%3.")
            .arg(context.isOpenGLES() ? QStringLiteral("OpenGL ES") : QStringLiteral("OpenGL"))
            .arg(got.majorVersion())
            .arg(got.minorVersion());
    return {};
}

}  // namespace

QSurfaceFormat sceneFormat()
{
    QSurfaceFormat format = QSurfaceFormat::defaultFormat();
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(24);
    return format;
}

QString openGlProblem()
{
    static const QString problem = [] {
        QOffscreenSurface surface;
        surface.setFormat(sceneFormat());
        surface.create();
        QString found;
        if (!QOpenGLContext::supportsThreadedOpenGL()) {
            found = findProblem(surface);
            return !found.isEmpty()
                       ? found
                       : SceneWords::tr("The three-dimensional view is drawn in a second thread, which this display's "
                                        "OpenGL does not allow.");
        }
        // Where OpenGL draws on the processor, its threads have the priority of the one that makes the program's first context.
        std::thread([&] {
            drawBehindTheWindow();
            found = findProblem(surface);
        }).join();
        return found;
    }();
    return problem;
}

}  // namespace isthmus::widgets
