// VTK's ImageData: an evenly spaced grid, whose points need not be listed.
#include "engine/error.h"
#include "engine/landscapes/files/columns.h"
#include "engine/landscapes/files/formats.h"
#include "engine/landscapes/files/vtk_xml.h"

#include <cmath>

namespace isthmus::engine {

namespace {

/// The shortest text that reads back as the same number.
std::string number(double value) { return Json(value).dump(); }

/// How far apart the points of an axis are; 1 if there is one point or none.
double spacingOf(const GridAxis& axis)
{
    const std::vector<double>& points = axis.points;
    if (points.size() < 2)
        return 1.0;
    const double spacing = (points.back() - points.front()) / static_cast<double>(points.size() - 1);
    constexpr double rounding = 1e-6;  // of the spacing: points are sums and products of doubles
    for (std::size_t i = 0; i < points.size(); ++i)
        if (std::abs(points[i] - (points.front() + static_cast<double>(i) * spacing)) > rounding * spacing)
            throw badInput("a .vti holds evenly spaced grids, and the points along \"" + axis.label
                           + "\" are not: write .vtp, .npz or .h5");
    return spacing;
}

}  // namespace

std::string vtiFile(const LandscapeGrid& grid, LandscapeMetric metric)
{
    std::string extent, origin, spacing;
    for (const GridAxis& axis : grid.axes) {
        const std::string blank = extent.empty() ? "" : " ";
        extent += blank + "0 " + std::to_string(axis.points.empty() ? 0 : axis.points.size() - 1);
        origin += blank + number(axis.points.empty() ? 0.0 : axis.points.front());
        spacing += blank + number(spacingOf(axis));
    }
    std::string arrays = vtkArray("there", std::span<const char>(maskOf(grid)));
    for (const Column& column : columnsOf(grid, metric))
        arrays += vtkArray(column.name, column.values);
    for (const Column& column : lossErrorsOf(grid, metric))
        arrays += vtkArray(column.name, column.values);
    for (const Column& column : spreadsOf(grid, metric))
        arrays += vtkArray(column.name, column.values);
    return vtkXml("ImageData",
                  vtkAttribute("WholeExtent", extent) + vtkAttribute("Origin", origin) + vtkAttribute("Spacing", spacing),
                  (grid.draws > 1 ? vtkField("draws", grid.draws) : "") + "<Piece" + vtkAttribute("Extent", extent)
                      + ">\n<PointData>\n" + arrays + "</PointData>\n</Piece>\n");
}

}  // namespace isthmus::engine
