#pragma once
#include "widgets/scene3d/orbit_camera.h"
#include "widgets/scene3d/scene_model.h"
#include "widgets/theme/theme.h"

#include <vtkNew.h>

#include <array>

class vtkActor;
class vtkRenderer;

namespace isthmus::widgets {

/// The box around the surface: the floor and those walls that stand behind the surface, with lines at the ticks.
class BoxProp {
public:
    BoxProp();
    ~BoxProp();

    void addTo(vtkRenderer& renderer);
    void show(const SceneModel& model);
    /// Shows the walls that this view has behind the surface.
    void turnTo(const SceneView& view);
    void restyle(Scheme scheme);
    void setPixelRatio(double ratio);

private:
    struct Face {
        vtkNew<vtkActor> grid;
        vtkNew<vtkActor> frame;
        QVector3D inwards;
    };
    std::array<Face, 5> faces_;
    bool empty_ = true;
};

}  // namespace isthmus::widgets
