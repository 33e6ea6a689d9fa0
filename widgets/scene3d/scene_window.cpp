#include "widgets/scene3d/scene_window.h"

#include <vtkObjectFactory.h>
#include <vtkVersionMacros.h>
#if VTK_VERSION_NUMBER < VTK_VERSION_CHECK(9, 4, 0)
#include <vtk_glew.h>
#endif

namespace isthmus::widgets {

vtkStandardNewMacro(SceneWindow);

void SceneWindow::OpenGLInitContext()
{
#ifdef GLEW_ERROR_NO_GLX_DISPLAY
    // GLEW finds the functions of OpenGL first and asks for an X display then; where there is none VTK would give up.
    if (!Initialized && glewInit() == GLEW_ERROR_NO_GLX_DISPLAY) {
        ContextCreationTime.Modified();
        GLfloat widths[2] = {1.0F, 1.0F};
        glGetFloatv(GL_ALIASED_LINE_WIDTH_RANGE, widths);
        MaximumHardwareLineWidth = widths[1];
        GlewInitValid = true;
        Initialized = true;
    }
#endif
    Superclass::OpenGLInitContext();
}

}  // namespace isthmus::widgets
