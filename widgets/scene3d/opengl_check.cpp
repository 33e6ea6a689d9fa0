#include "widgets/scene3d/opengl_check.h"

#include <QCoreApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QSurfaceFormat>

namespace isthmus::widgets {

namespace {

struct SceneWords {
    Q_DECLARE_TR_FUNCTIONS(isthmus::widgets::LandscapeScene)
};

QString findProblem()
{
    QOpenGLContext context;
    context.setFormat(sceneFormat());
    QOffscreenSurface surface;
    surface.setFormat(sceneFormat());
    surface.create();
    if (!context.create() || !surface.isValid() || !context.makeCurrent(&surface))
        return SceneWords::tr("The three-dimensional view needs OpenGL 3.2 or later, and this display offers no OpenGL at all.");
    const QSurfaceFormat got = context.format();
    context.doneCurrent();
    if (context.isOpenGLES() || got.version() < sceneFormat().version())
        return SceneWords::tr("The three-dimensional view needs OpenGL 3.2 or later; this display offers %1 %2.%3.")
            .arg(context.isOpenGLES() ? QStringLiteral("OpenGL ES") : QStringLiteral("OpenGL"))
            .arg(got.majorVersion())
            .arg(got.minorVersion());
    if (!QOpenGLContext::supportsThreadedOpenGL())  // SceneRenderer
        return SceneWords::tr("The three-dimensional view is drawn in a second thread, which this display's OpenGL cannot do.");
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
    static const QString problem = findProblem();
    return problem;
}

}  // namespace isthmus::widgets
