#pragma once
#include "widgets/scene3d/scene_model.h"
#include "widgets/theme/theme.h"

#include <vtkNew.h>

class vtkActor;
class vtkGlyph3DMapper;
class vtkPolyData;
class vtkRenderer;
class vtkSphereSource;
class vtkTubeFilter;

namespace isthmus::widgets {

/// Balls with a dark rim, which stand out on every colour of the scale.
class BallProp {
public:
    BallProp();
    ~BallProp();

    void addTo(vtkRenderer& renderer);
    /// `lift`: how far above their places the balls' centres are.
    void show(const std::vector<QVector3D>& places, double diameter, double lift);
    void setColors(const QColor& fill, const QColor& rim);

private:
    vtkNew<vtkPolyData> places_;
    vtkNew<vtkSphereSource> ball_;
    vtkNew<vtkGlyph3DMapper> fill_;
    vtkNew<vtkGlyph3DMapper> rim_;
    vtkNew<vtkActor> fillActor_;
    vtkNew<vtkActor> rimActor_;
};

/// Anchors with lines to the floor, the path through them, and the edges of a tetrahedron.
class AnchorProp {
public:
    AnchorProp();
    ~AnchorProp();

    void addTo(vtkRenderer& renderer);
    void show(const SceneModel& model);
    void restyle(Scheme scheme);
    void setPixelRatio(double ratio);

private:
    BallProp spanning_;
    BallProp projected_;
    vtkNew<vtkActor> drops_;
    vtkNew<vtkActor> edges_;
    vtkNew<vtkTubeFilter> tube_;
    vtkNew<vtkTubeFilter> rimTube_;
    vtkNew<vtkActor> path_;
    vtkNew<vtkActor> pathRim_;
};

/// The place under the cursor: a ball on the surface and a vertical line through it.
class CursorProp {
public:
    CursorProp();
    ~CursorProp();

    void addTo(vtkRenderer& renderer);
    void show(std::optional<QVector3D> place, const SceneSpace& space);
    void restyle(Scheme scheme);
    void setPixelRatio(double ratio);

private:
    BallProp ball_;
    vtkNew<vtkActor> line_;
};

}  // namespace isthmus::widgets
