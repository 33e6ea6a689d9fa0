#include "app/cli/gl_renderer.h"

#ifdef ISTHMUS_HAS_EGL
#include <EGL/egl.h>
#include <EGL/eglext.h>

namespace isthmus::cli {

namespace {

using GetString = const unsigned char* (*)(unsigned int);
constexpr unsigned int glRendererName = 0x1F01;
constexpr unsigned int glVersionName = 0x1F02;

std::string describe(EGLDisplay display)
{
    eglBindAPI(EGL_OPENGL_API);
    const EGLint wanted[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (!eglChooseConfig(display, wanted, &config, 1, &count) || count == 0)
        return "none: EGL offers no OpenGL";
    EGLContext context = eglCreateContext(display, config, EGL_NO_CONTEXT, nullptr);
    if (context == EGL_NO_CONTEXT || !eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context))
        return "none: no OpenGL context could be made";
    const auto getString = reinterpret_cast<GetString>(eglGetProcAddress("glGetString"));
    std::string text = "unknown";
    if (getString)
        text = std::string(reinterpret_cast<const char*>(getString(glRendererName))) + ", OpenGL "
               + reinterpret_cast<const char*>(getString(glVersionName));
    eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(display, context);
    return text;
}

}  // namespace

std::string glRenderer()
{
    EGLDisplay display = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display == EGL_NO_DISPLAY)
        display = eglGetDisplay(EGL_DEFAULT_DISPLAY);
    if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr))
        return "none: EGL finds no display";
    std::string text = describe(display);
    eglTerminate(display);
    return text;
}

}  // namespace isthmus::cli

#else

namespace isthmus::cli {

std::string glRenderer() { return "unknown: built without EGL"; }

}  // namespace isthmus::cli

#endif
