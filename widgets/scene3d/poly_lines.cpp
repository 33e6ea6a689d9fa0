#include "widgets/scene3d/poly_lines.h"

#include <QColor>

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkNew.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>

namespace isthmus::widgets {

vtkSmartPointer<vtkPolyData> polyLines(const std::vector<std::vector<QVector3D>>& lines)
{
    vtkNew<vtkPoints> points;
    vtkNew<vtkCellArray> cells;
    for (const std::vector<QVector3D>& line : lines) {
        cells->InsertNextCell(static_cast<int>(line.size()));
        for (const QVector3D& place : line)
            cells->InsertCellPoint(points->InsertNextPoint(place.x(), place.y(), place.z()));
    }
    auto data = vtkSmartPointer<vtkPolyData>::New();
    data->SetPoints(points);
    data->SetLines(cells);
    return data;
}

vtkSmartPointer<vtkActor> plainActor(vtkPolyData* data)
{
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(data);
    mapper->ScalarVisibilityOff();
    auto actor = vtkSmartPointer<vtkActor>::New();
    actor->SetMapper(mapper);
    actor->GetProperty()->LightingOff();
    return actor;
}

void setColor(vtkProperty& property, const QColor& colour) { property.SetColor(colour.redF(), colour.greenF(), colour.blueF()); }

}  // namespace isthmus::widgets
