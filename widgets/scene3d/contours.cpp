#include "widgets/scene3d/contours.h"

#include <vtkCellArray.h>
#include <vtkContourFilter.h>
#include <vtkDoubleArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkStripper.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus::widgets {

namespace {

/// The squares of the grid, and triangles where one corner has no value.
void addCells(vtkCellArray& cells, const std::vector<double>& values, std::size_t columns, std::size_t rows)
{
    for (std::size_t j = 0; j + 1 < rows; ++j)
        for (std::size_t i = 0; i + 1 < columns; ++i) {
            const std::size_t first = j * columns + i;
            vtkIdType corners[4];
            vtkIdType known = 0;
            for (const std::size_t corner : {first, first + 1, first + columns + 1, first + columns})
                if (std::isfinite(values[corner]))
                    corners[known++] = static_cast<vtkIdType>(corner);
            if (known >= 3)
                cells.InsertNextCell(known, corners);
        }
}

/// A level that is a value of the grid but for rounding would leave a line in pieces: a billionth beside it, it is none.
double beside(double level) { return level + 1e-9 * std::max(std::abs(level), 1e-3); }

double rounded(double value, int digits)
{
    const double unit = std::pow(10.0, std::floor(std::log10(value)) - digits + 1);
    return std::round(value / unit) * unit;
}

std::vector<double> evenSteps(ValueRange range, int about)
{
    const double wanted = (range.high - range.low) / about;
    const double unit = std::pow(10.0, std::floor(std::log10(wanted)));
    double step = 10.0 * unit;
    for (const double factor : {1.0, 2.0, 5.0})
        if (std::abs(std::log(factor * unit / wanted)) < std::abs(std::log(step / wanted)))
            step = factor * unit;
    std::vector<double> levels;
    for (double k = std::ceil(range.low / step); k * step < range.high; ++k)
        if (k * step > range.low)
            levels.push_back(k * step);
    return levels;
}

/// Rounded powers of 10^(1/perDecade): three in a decade are 1, 2, 5.
std::vector<double> evenFactors(ValueRange range, int perDecade)
{
    std::vector<double> levels;
    for (double k = std::floor(std::log10(range.low) * perDecade); k <= std::ceil(std::log10(range.high) * perDecade); ++k) {
        const double level = rounded(std::pow(10.0, k / perDecade), perDecade <= 3 ? 1 : 2);
        if (level > range.low && level < range.high)
            levels.push_back(level);
    }
    return levels;
}

}  // namespace

std::vector<Contour> contourLines(const std::vector<double>& x, const std::vector<double>& y, const std::vector<double>& values,
                                  const std::vector<double>& levels)
{
    if (x.size() < 2 || y.size() < 2 || values.size() != x.size() * y.size() || levels.empty())
        return {};
    vtkNew<vtkPoints> points;
    points->SetDataTypeToDouble();
    vtkNew<vtkDoubleArray> heights;
    for (std::size_t j = 0; j < y.size(); ++j)
        for (std::size_t i = 0; i < x.size(); ++i) {
            points->InsertNextPoint(x[i], y[j], 0.0);
            heights->InsertNextValue(values[j * x.size() + i]);
        }
    vtkNew<vtkCellArray> cells;
    addCells(*cells, values, x.size(), y.size());
    vtkNew<vtkPolyData> surface;
    surface->SetPoints(points);
    surface->SetPolys(cells);
    surface->GetPointData()->SetScalars(heights);

    vtkNew<vtkContourFilter> filter;
    filter->SetInputData(surface);
    vtkNew<vtkStripper> stripper;
    stripper->SetInputConnection(filter->GetOutputPort());
    stripper->SetMaximumLength(std::numeric_limits<int>::max());
    stripper->JoinContiguousSegmentsOn();
    std::vector<Contour> lines;
    for (const double level : levels) {  // one by one: the stripper leaves lines of several levels in pieces
        filter->SetValue(0, beside(level));
        stripper->Update();
        vtkCellArray* strips = stripper->GetOutput()->GetLines();
        vtkIdType count = 0;
        const vtkIdType* ids = nullptr;
        for (strips->InitTraversal(); strips->GetNextCell(count, ids);) {
            Contour contour{level, {}};
            for (vtkIdType k = 0; k < count; ++k) {
                double place[3];
                stripper->GetOutput()->GetPoint(ids[k], place);
                contour.line << QPointF(place[0], place[1]);
            }
            lines.push_back(std::move(contour));
        }
    }
    return lines;
}

std::vector<double> contourLevels(ValueRange range, GridShowing::Scale scale, int about)
{
    if (!(range.high > range.low) || about < 1)
        return {};
    if (scale != GridShowing::Scale::Logarithmic || range.low <= 0.0)
        return evenSteps(range, about);
    const double decades = std::log10(range.high / range.low);
    for (const int perDecade : {1, 2, 3, 5, 10, 20})
        if (perDecade * decades >= 0.7 * about)
            return evenFactors(range, perDecade);
    return evenSteps(range, about);  // within so narrow a range even steps are even factors
}

}  // namespace isthmus::widgets
