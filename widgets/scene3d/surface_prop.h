#pragma once
#include "widgets/scene3d/scene_model.h"

#include <vtkNew.h>

class vtkActor;
class vtkContourFilter;
class vtkGlyph3DMapper;
class vtkLookupTable;
class vtkPolyData;
class vtkPolyDataMapper;
class vtkRenderer;
class vtkSphereSource;

namespace isthmus::widgets {

/// The values: the surface with its contour lines and with dots for points that it does not join yet, or the points of a
/// tetrahedron or a slice of it.
class SurfaceProp {
public:
    SurfaceProp();
    ~SurfaceProp();

    void addTo(vtkRenderer& renderer);
    void show(const SceneModel& model);
    void setPixelRatio(double ratio);

private:
    void showSurface(const SceneModel& model);
    void showCloud(const SceneModel& model);

    vtkNew<vtkLookupTable> colors_;
    vtkNew<vtkLookupTable> lineColors_;
    vtkNew<vtkPolyData> surface_;
    vtkNew<vtkPolyDataMapper> surfaceMapper_;
    vtkNew<vtkActor> surfaceActor_;
    vtkNew<vtkContourFilter> contours_;
    vtkNew<vtkPolyDataMapper> contourMapper_;
    vtkNew<vtkActor> contourActor_;
    vtkNew<vtkPolyData> loose_;
    vtkNew<vtkPolyDataMapper> looseMapper_;
    vtkNew<vtkActor> looseActor_;
    vtkNew<vtkPolyData> cloud_;
    vtkNew<vtkSphereSource> ball_;
    vtkNew<vtkGlyph3DMapper> cloudMapper_;
    vtkNew<vtkActor> cloudActor_;
};

}  // namespace isthmus::widgets
