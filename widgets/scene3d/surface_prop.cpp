#include "widgets/scene3d/surface_prop.h"

#include "widgets/scene3d/poly_lines.h"
#include "widgets/theme/task_colors.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkContourFilter.h>
#include <vtkFloatArray.h>
#include <vtkGlyph3DMapper.h>
#include <vtkLookupTable.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkSphereSource.h>

#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr int colorCount = 256;
constexpr double contourWidth = 1.2;  // pixels
constexpr double looseWidth = 5.0;
constexpr double ballShare = 0.38;  // of the distance between neighbours

/// Light enough for shape, little enough that what faces the viewer has the colour of the scale.
void setSoftLight(vtkProperty& property)
{
    property.SetAmbient(0.55);
    property.SetDiffuse(0.45);
    property.SetSpecular(0.0);
}

/// Of a line on the surface: its colour, darker where it is light and lighter where it is dark. Opaque, because what is half
/// transparent is not antialiased.
QColor lineColor(const QColor& surface)
{
    constexpr float strength = 0.38F;
    constexpr double dark = 3.0;  // contrast with black below which a darker line would not be seen
    const float to = contrastRatio(surface, Qt::black) < dark ? 1.0F : 0.0F;
    const auto mix = [to](float part) { return part + strength * (to - part); };
    return QColor::fromRgbF(mix(surface.redF()), mix(surface.greenF()), mix(surface.blueF()));
}

void useColors(vtkMapper& mapper, vtkLookupTable& colors)
{
    mapper.SetLookupTable(&colors);
    mapper.UseLookupTableScalarRangeOn();
    mapper.SetScalarModeToUsePointData();
    mapper.SetColorModeToMapScalars();
}

}  // namespace

SurfaceProp::SurfaceProp()
{
    for (vtkLookupTable* colors : {colors_.Get(), lineColors_.Get()}) {
        colors->SetNumberOfTableValues(colorCount);
        colors->SetTableRange(0.0, 1.0);
    }

    surfaceMapper_->SetInputData(surface_);
    // Between two points lie the colours between their values, not a mixture of their colours.
    surfaceMapper_->InterpolateScalarsBeforeMappingOn();
    useColors(*surfaceMapper_, *colors_);
    surfaceMapper_->SetResolveCoincidentTopologyToPolygonOffset();
    surfaceActor_->SetMapper(surfaceMapper_);
    setSoftLight(*surfaceActor_->GetProperty());

    contours_->SetInputData(surface_);
    contours_->ComputeNormalsOff();
    contourMapper_->SetInputConnection(contours_->GetOutputPort());
    // They lie within the surface and have to be seen whole; other lines must not come through it.
    contourMapper_->SetRelativeCoincidentTopologyLineOffsetParameters(-4.0, -150.0);
    useColors(*contourMapper_, *lineColors_);
    contourActor_->SetMapper(contourMapper_);
    contourActor_->GetProperty()->LightingOff();

    looseMapper_->SetInputData(loose_);
    useColors(*looseMapper_, *colors_);
    looseActor_->SetMapper(looseMapper_);
    looseActor_->GetProperty()->LightingOff();
    looseActor_->GetProperty()->SetRenderPointsAsSpheres(true);

    ball_->SetRadius(0.5);
    ball_->SetThetaResolution(20);
    ball_->SetPhiResolution(14);
    cloudMapper_->SetInputData(cloud_);
    cloudMapper_->SetSourceConnection(ball_->GetOutputPort());
    cloudMapper_->SetScaleModeToNoDataScaling();
    cloudMapper_->OrientOff();
    useColors(*cloudMapper_, *colors_);
    cloudActor_->SetMapper(cloudMapper_);
    setSoftLight(*cloudActor_->GetProperty());
    setPixelRatio(1.0);
}

SurfaceProp::~SurfaceProp() = default;

void SurfaceProp::addTo(vtkRenderer& renderer)
{
    renderer.AddActor(surfaceActor_);
    renderer.AddActor(contourActor_);
    renderer.AddActor(looseActor_);
    renderer.AddActor(cloudActor_);
}

void SurfaceProp::setPixelRatio(double ratio)
{
    contourActor_->GetProperty()->SetLineWidth(static_cast<float>(contourWidth * ratio));
    looseActor_->GetProperty()->SetPointSize(static_cast<float>(looseWidth * ratio));
}

void SurfaceProp::show(const SceneModel& model)
{
    for (int i = 0; i < colorCount; ++i) {
        const QColor colour = mapColor(model.showing.map, i / (colorCount - 1.0));
        const QColor line = lineColor(colour);
        colors_->SetTableValue(i, colour.redF(), colour.greenF(), colour.blueF());
        lineColors_->SetTableValue(i, line.redF(), line.greenF(), line.blueF());
    }
    const bool cloud = !model.cloud.empty();
    if (cloud)
        showCloud(model);
    else
        showSurface(model);
    // A slice is flat: its colours are those of the scale from wherever it is seen.
    surfaceActor_->GetProperty()->SetLighting(!model.space.tetrahedron);
    cloudActor_->SetVisibility(cloud);
    surfaceActor_->SetVisibility(!cloud && !model.field.triangles().empty());
    contourActor_->SetVisibility(surfaceActor_->GetVisibility());
    looseActor_->SetVisibility(!cloud && !model.field.loose().empty());
}

void SurfaceProp::showSurface(const SceneModel& model)
{
    const HeightField& field = model.field;
    const auto count = static_cast<vtkIdType>(field.points().size());
    vtkNew<vtkPoints> points;
    points->SetNumberOfPoints(count);
    vtkNew<vtkFloatArray> shares;
    shares->SetNumberOfTuples(count);
    vtkNew<vtkFloatArray> normals;
    normals->SetNumberOfComponents(3);
    normals->SetNumberOfTuples(count);
    for (vtkIdType i = 0; i < count; ++i) {
        const auto at = static_cast<std::size_t>(i);
        points->SetPoint(i, field.points()[at].x(), field.points()[at].y(), field.points()[at].z());
        normals->SetTuple3(i, field.normals()[at].x(), field.normals()[at].y(), field.normals()[at].z());
        shares->SetValue(i, std::isnan(model.shares[at]) ? 0.0F : static_cast<float>(model.shares[at]));
    }
    vtkNew<vtkCellArray> triangles;
    triangles->AllocateEstimate(static_cast<vtkIdType>(field.triangles().size()), 3);
    for (const auto& [a, b, c] : field.triangles())
        triangles->InsertNextCell({a, b, c});
    surface_->SetPoints(points);
    surface_->SetPolys(triangles);
    surface_->GetPointData()->SetScalars(shares);
    surface_->GetPointData()->SetNormals(normals);

    contours_->SetNumberOfContours(static_cast<int>(model.contours.size()));
    for (std::size_t i = 0; i < model.contours.size(); ++i)
        contours_->SetValue(static_cast<int>(i), model.contours[i]);

    vtkNew<vtkCellArray> dots;
    for (const int point : field.loose())
        dots->InsertNextCell({point});
    loose_->SetPoints(points);
    loose_->SetVerts(dots);
    loose_->GetPointData()->SetScalars(shares);
}

void SurfaceProp::showCloud(const SceneModel& model)
{
    vtkNew<vtkPoints> points;
    vtkNew<vtkFloatArray> shares;
    for (const ScenePoint& point : model.cloud) {
        points->InsertNextPoint(point.at.x(), point.at.y(), point.at.z());
        shares->InsertNextValue(static_cast<float>(point.share));
    }
    cloud_->SetPoints(points);
    cloud_->GetPointData()->SetScalars(shares);
    cloudMapper_->SetScaleFactor(ballShare * model.spacing);
}

}  // namespace isthmus::widgets
