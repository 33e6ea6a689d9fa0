#include "widgets/scene3d/box_prop.h"

#include "widgets/scene3d/poly_lines.h"
#include "widgets/theme/scheme_color.h"

#include <vtkActor.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>

namespace isthmus::widgets {

namespace {

using Lines = std::vector<std::vector<QVector3D>>;

void setLines(vtkActor& actor, const Lines& lines)
{
    static_cast<vtkPolyDataMapper*>(actor.GetMapper())->SetInputData(polyLines(lines));
}

/// Lines across a face at the ticks of the axis `along`; the other axis of the face is `across`.
void addLines(Lines& lines, const SceneModel& model, int along, int across, QVector3D onFace)
{
    for (const Tick& tick : model.ticks[static_cast<std::size_t>(along)]) {
        QVector3D from = onFace;
        from[along] = model.space.size[along] * static_cast<float>(tick.share - 0.5);
        QVector3D to = from;
        from[across] = -model.space.size[across] / 2.0F;
        to[across] = model.space.size[across] / 2.0F;
        lines.push_back({from, to});
    }
}

std::vector<QVector3D> frameOf(const QVector3D& size, int first, int second, const QVector3D& onFace)
{
    std::vector<QVector3D> frame;
    for (const auto& [a, b] : {std::pair(-0.5F, -0.5F), {0.5F, -0.5F}, {0.5F, 0.5F}, {-0.5F, 0.5F}, {-0.5F, -0.5F}}) {
        QVector3D corner = onFace;
        corner[first] = a * size[first];
        corner[second] = b * size[second];
        frame.push_back(corner);
    }
    return frame;
}

}  // namespace

BoxProp::BoxProp()
{
    for (Face& face : faces_)
        for (vtkActor* actor : {face.grid.Get(), face.frame.Get()}) {
            vtkNew<vtkPolyDataMapper> mapper;
            actor->SetMapper(mapper);
            actor->GetProperty()->LightingOff();
            actor->VisibilityOff();
        }
    faces_[0].inwards = {0.0F, 0.0F, 1.0F};
    faces_[1].inwards = {1.0F, 0.0F, 0.0F};
    faces_[2].inwards = {-1.0F, 0.0F, 0.0F};
    faces_[3].inwards = {0.0F, 1.0F, 0.0F};
    faces_[4].inwards = {0.0F, -1.0F, 0.0F};
    restyle(currentScheme());
    setPixelRatio(1.0);
}

BoxProp::~BoxProp() = default;

void BoxProp::addTo(vtkRenderer& renderer)
{
    for (Face& face : faces_) {
        renderer.AddActor(face.grid);
        renderer.AddActor(face.frame);
    }
}

void BoxProp::show(const SceneModel& model)
{
    empty_ = model.space.tetrahedron;
    if (empty_)
        return;
    for (Face& face : faces_) {
        const int normal = face.inwards.x() != 0.0F ? 0 : face.inwards.y() != 0.0F ? 1 : 2;
        const int first = normal == 0 ? 1 : 0;
        const int second = normal == 2 ? 1 : 2;
        const QVector3D onFace = -face.inwards * model.space.size / 2.0F;
        Lines lines;
        addLines(lines, model, first, second, onFace);
        addLines(lines, model, second, first, onFace);
        setLines(*face.grid, lines);
        setLines(*face.frame, {frameOf(model.space.size, first, second, onFace)});
    }
}

void BoxProp::turnTo(const SceneView& view)
{
    constexpr float edgeOn = 0.02F;
    for (Face& face : faces_) {
        const bool floor = face.inwards.z() > 0.0F;
        const bool behind = floor || QVector3D::dotProduct(face.inwards, view.towardsCamera()) > edgeOn;
        face.grid->SetVisibility(behind && !empty_);
        face.frame->SetVisibility(behind && !empty_);
    }
}

void BoxProp::restyle(Scheme scheme)
{
    for (Face& face : faces_) {
        setColor(*face.grid->GetProperty(), color(Role::Grid, scheme));
        setColor(*face.frame->GetProperty(), color(Role::Line, scheme));
    }
}

void BoxProp::setPixelRatio(double ratio)
{
    for (Face& face : faces_)
        for (vtkActor* actor : {face.grid.Get(), face.frame.Get()})
            actor->GetProperty()->SetLineWidth(static_cast<float>(ratio));
}

}  // namespace isthmus::widgets
