#pragma once
#include <QVector3D>

#include <vtkSmartPointer.h>

#include <vector>

class QColor;
class vtkActor;
class vtkPolyData;
class vtkProperty;

namespace isthmus::widgets {

/// Polylines as VTK's data.
vtkSmartPointer<vtkPolyData> polyLines(const std::vector<std::vector<QVector3D>>& lines);

/// An actor that draws `data` in one colour, whatever scalars it has.
vtkSmartPointer<vtkActor> plainActor(vtkPolyData* data);

void setColor(vtkProperty& property, const QColor& colour);

}  // namespace isthmus::widgets
