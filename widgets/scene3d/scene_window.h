#pragma once
#include <vtkGenericOpenGLRenderWindow.h>

namespace isthmus::widgets {

/// VTK's window into a context that somebody else owns, with an X display, with another or with none.
class SceneWindow final : public vtkGenericOpenGLRenderWindow {
public:
    static SceneWindow* New();
    vtkTypeMacro(SceneWindow, vtkGenericOpenGLRenderWindow);

    void OpenGLInitContext() override;
};

}  // namespace isthmus::widgets
