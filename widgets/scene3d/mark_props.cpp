#include "widgets/scene3d/mark_props.h"

#include "widgets/scene3d/poly_lines.h"
#include "widgets/theme/scheme_color.h"

#include <vtkActor.h>
#include <vtkGlyph3DMapper.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkSphereSource.h>
#include <vtkTubeFilter.h>

#include <tuple>

namespace isthmus::widgets {

namespace {

// In the scene, whose box is 1 wide.
constexpr double anchorDiameter = 0.028;
constexpr double projectedDiameter = 0.021;
constexpr double cursorDiameter = 0.022;
constexpr double rimWidth = 0.003;
constexpr double pathRadius = 0.0045;

void setLines(vtkActor& actor, const std::vector<std::vector<QVector3D>>& lines)
{
    const vtkSmartPointer<vtkPolyData> data = polyLines(lines);
    static_cast<vtkPolyDataMapper*>(actor.GetMapper())->SetInputData(data);
    actor.SetVisibility(!lines.empty());
}

void makePlain(vtkActor& actor)
{
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->ScalarVisibilityOff();
    actor.SetMapper(mapper);
    actor.GetProperty()->LightingOff();
    actor.VisibilityOff();
}

/// The far side of a slightly larger body is its outline.
void makeRim(vtkActor& actor)
{
    actor.GetProperty()->FrontfaceCullingOn();
    actor.GetProperty()->LightingOff();
}

}  // namespace

BallProp::BallProp()
{
    ball_->SetRadius(0.5);
    ball_->SetThetaResolution(28);
    ball_->SetPhiResolution(20);
    for (vtkGlyph3DMapper* mapper : {fill_.Get(), rim_.Get()}) {
        mapper->SetInputData(places_);
        mapper->SetSourceConnection(ball_->GetOutputPort());
        mapper->SetScaleModeToNoDataScaling();
        mapper->OrientOff();
        mapper->ScalarVisibilityOff();
    }
    fillActor_->SetMapper(fill_);
    fillActor_->GetProperty()->SetAmbient(0.6);
    fillActor_->GetProperty()->SetDiffuse(0.4);
    rimActor_->SetMapper(rim_);
    makeRim(*rimActor_);
}

BallProp::~BallProp() = default;

void BallProp::addTo(vtkRenderer& renderer)
{
    renderer.AddActor(rimActor_);
    renderer.AddActor(fillActor_);
}

void BallProp::show(const std::vector<QVector3D>& places, double diameter, double lift)
{
    vtkNew<vtkPoints> points;
    for (const QVector3D& place : places)
        points->InsertNextPoint(place.x(), place.y(), place.z() + lift);
    places_->SetPoints(points);
    places_->Modified();
    fill_->SetScaleFactor(diameter);
    rim_->SetScaleFactor(diameter + 2.0 * rimWidth);
    fillActor_->SetVisibility(!places.empty());
    rimActor_->SetVisibility(!places.empty());
}

void BallProp::setColors(const QColor& fill, const QColor& rim)
{
    setColor(*fillActor_->GetProperty(), fill);
    setColor(*rimActor_->GetProperty(), rim);
}

AnchorProp::AnchorProp()
{
    makePlain(*drops_);
    makePlain(*edges_);
    for (auto [tube, actor, radius] : {std::tuple(tube_.Get(), path_.Get(), pathRadius),
                                       std::tuple(rimTube_.Get(), pathRim_.Get(), pathRadius + 0.7 * rimWidth)}) {
        tube->SetRadius(radius);
        tube->SetNumberOfSides(12);
        tube->CappingOn();
        makePlain(*actor);
        actor->GetMapper()->SetInputConnection(tube->GetOutputPort());
    }
    makeRim(*pathRim_);
    restyle(currentScheme());
    setPixelRatio(1.0);
}

AnchorProp::~AnchorProp() = default;

void AnchorProp::addTo(vtkRenderer& renderer)
{
    for (vtkActor* actor : {drops_.Get(), edges_.Get(), pathRim_.Get(), path_.Get()})
        renderer.AddActor(actor);
    spanning_.addTo(renderer);
    projected_.addTo(renderer);
}

void AnchorProp::show(const SceneModel& model)
{
    std::vector<QVector3D> spanning;
    std::vector<QVector3D> projected;
    std::vector<std::vector<QVector3D>> drops;
    for (const SceneMark& mark : model.marks) {
        (mark.spans ? spanning : projected).push_back(mark.at);
        drops.push_back({mark.foot, mark.at});
    }
    // Balls and the path lie on the surface instead of half within it.
    const double onTop = model.space.tetrahedron ? 0.0 : 0.5;
    spanning_.show(spanning, anchorDiameter, onTop * anchorDiameter);
    projected_.show(projected, projectedDiameter, onTop * projectedDiameter);
    setLines(*drops_, drops);
    setLines(*edges_, model.edges);
    const vtkSmartPointer<vtkPolyData> path = polyLines(model.path);
    tube_->SetInputData(path);
    rimTube_->SetInputData(path);
    for (vtkActor* actor : {path_.Get(), pathRim_.Get()})
        actor->SetPosition(0.0, 0.0, 2.0 * onTop * pathRadius);
    path_->SetVisibility(!model.path.empty());
    pathRim_->SetVisibility(!model.path.empty());
}

void AnchorProp::restyle(Scheme scheme)
{
    const QColor rim(0x1d, 0x20, 0x24);
    spanning_.setColors(Qt::white, rim);
    projected_.setColors(QColor(0xb9, 0xbe, 0xc4), rim);
    setColor(*path_->GetProperty(), Qt::white);
    setColor(*pathRim_->GetProperty(), rim);
    setColor(*drops_->GetProperty(), color(Role::Muted, scheme));
    setColor(*edges_->GetProperty(), color(Role::Muted, scheme));
}

void AnchorProp::setPixelRatio(double ratio)
{
    drops_->GetProperty()->SetLineWidth(static_cast<float>(ratio));
    edges_->GetProperty()->SetLineWidth(static_cast<float>(1.5 * ratio));
}

CursorProp::CursorProp()
{
    makePlain(*line_);
    show(std::nullopt, {});
    restyle(currentScheme());
    setPixelRatio(1.0);
}

CursorProp::~CursorProp() = default;

void CursorProp::addTo(vtkRenderer& renderer)
{
    renderer.AddActor(line_);
    ball_.addTo(renderer);
}

void CursorProp::show(std::optional<QVector3D> place, const SceneSpace& space)
{
    std::vector<QVector3D> places;
    std::vector<std::vector<QVector3D>> lines;
    if (place) {
        places.push_back(*place);
        const float half = space.size.z() / 2.0F;
        if (!space.tetrahedron)
            lines.push_back({{place->x(), place->y(), -half}, {place->x(), place->y(), half}});
    }
    ball_.show(places, cursorDiameter, space.tetrahedron ? 0.0 : cursorDiameter / 2.0);
    setLines(*line_, lines);
}

void CursorProp::restyle(Scheme scheme)
{
    ball_.setColors(color(Role::Accent, scheme), Qt::white);
    setColor(*line_->GetProperty(), color(Role::Accent, scheme));
}

void CursorProp::setPixelRatio(double ratio) { line_->GetProperty()->SetLineWidth(static_cast<float>(1.5 * ratio)); }

}  // namespace isthmus::widgets
