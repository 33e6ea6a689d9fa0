#include "widgets/scene3d/offscreen_gl.h"

#include <QCoreApplication>
#include <qopengl.h>
#include <QOpenGLContext>

#ifdef ISTHMUS_HAS_EGL
#define EGL_NO_X11
#define MESA_EGL_NO_X11_HEADERS
#include <EGL/egl.h>
#include <EGL/eglext.h>
#endif

namespace isthmus::widgets {

namespace {

struct OffscreenWords {
    Q_DECLARE_TR_FUNCTIONS(isthmus::widgets::OffscreenGl)
};

}  // namespace

#ifdef ISTHMUS_HAS_EGL

namespace {

/// Of the whole program; never given back, because other contexts may stand on it.
EGLDisplay display()
{
    static const EGLDisplay found = [] {
        EGLDisplay none = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
        if (none == EGL_NO_DISPLAY || !eglInitialize(none, nullptr, nullptr))
            none = eglGetDisplay(EGL_DEFAULT_DISPLAY);
        return none != EGL_NO_DISPLAY && eglInitialize(none, nullptr, nullptr) ? none : EGL_NO_DISPLAY;
    }();
    return found;
}

}  // namespace

struct OffscreenGl::Inside {
    explicit Inside(QSize pixels) : size(pixels)
    {
        // A thread has one context, whoever made it; Qt takes its own again before it draws.
        if (QOpenGLContext* other = QOpenGLContext::currentContext())
            other->doneCurrent();
        const EGLint wanted[] = {EGL_SURFACE_TYPE,
                                 EGL_PBUFFER_BIT,
                                 EGL_RENDERABLE_TYPE,
                                 EGL_OPENGL_BIT,
                                 EGL_RED_SIZE,
                                 8,
                                 EGL_GREEN_SIZE,
                                 8,
                                 EGL_BLUE_SIZE,
                                 8,
                                 EGL_ALPHA_SIZE,
                                 8,
                                 EGL_NONE};
        const EGLint extent[] = {EGL_WIDTH, pixels.width(), EGL_HEIGHT, pixels.height(), EGL_NONE};
        const EGLint version[] = {
            EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 2, EGL_CONTEXT_OPENGL_PROFILE_MASK,
            EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
        EGLConfig config = nullptr;
        EGLint count = 0;
        if (display() == EGL_NO_DISPLAY || !eglBindAPI(EGL_OPENGL_API) || !eglChooseConfig(display(), wanted, &config, 1, &count)
            || count == 0)
            return;
        surface = eglCreatePbufferSurface(display(), config, extent);
        context = eglCreateContext(display(), config, EGL_NO_CONTEXT, version);
        usable = surface != EGL_NO_SURFACE && context != EGL_NO_CONTEXT && eglMakeCurrent(display(), surface, surface, context);
    }

    ~Inside()
    {
        if (usable)
            eglMakeCurrent(display(), EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        if (context != EGL_NO_CONTEXT)
            eglDestroyContext(display(), context);
        if (surface != EGL_NO_SURFACE)
            eglDestroySurface(display(), surface);
    }

    QSize size;
    EGLSurface surface = EGL_NO_SURFACE;
    EGLContext context = EGL_NO_CONTEXT;
    bool usable = false;
};

#else

struct OffscreenGl::Inside {
    explicit Inside(QSize pixels) : size(pixels) {}

    QSize size;
    bool usable = false;
};

#endif

OffscreenGl::OffscreenGl(QSize pixels) : inside_(std::make_unique<Inside>(pixels)) {}

OffscreenGl::~OffscreenGl() = default;

QString OffscreenGl::problem() const
{
    return inside_->usable
               ? QString()
               : OffscreenWords::tr("A surface is drawn with OpenGL 3.2 or later through EGL, which this machine does "
                                    "not offer.");
}

QImage OffscreenGl::image() const
{
    QImage upsideDown(inside_->size, QImage::Format_RGBX8888);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, upsideDown.width(), upsideDown.height(), GL_RGBA, GL_UNSIGNED_BYTE, upsideDown.bits());
    return upsideDown.mirrored().convertToFormat(QImage::Format_RGB32);
}

}  // namespace isthmus::widgets
