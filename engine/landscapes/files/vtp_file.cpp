// VTK's PolyData: points, and the polygons and lines between them. The height of a point is the first column, the loss of the
// first task if losses are asked for; points without a height are left out, and the cells that need them.
#include "engine/error.h"
#include "engine/landscapes/files/columns.h"
#include "engine/landscapes/files/formats.h"
#include "engine/landscapes/files/vtk_xml.h"

#include <array>
#include <cmath>

namespace isthmus::engine {

namespace {

/// Cells as VTK lists them: the points of one after the other, and where each ends.
struct Cells {
    std::vector<std::int64_t> connectivity;
    std::vector<std::int64_t> offsets;

    void end() { offsets.push_back(static_cast<std::int64_t>(connectivity.size())); }
    std::string xml(const std::string& element) const
    {
        return "<" + element + ">\n" + vtkArray("connectivity", connectivity) + vtkArray("offsets", offsets) + "</" + element
               + ">\n";
    }
};

/// Which points of a chart have a height, and their numbers among those that have one.
struct Heights {
    std::span<const double> values;
    std::vector<std::size_t> kept;
    std::vector<std::int64_t> numbers;  ///< of all points; -1: left out
};

Heights heightsOf(const std::vector<Column>& columns)
{
    if (columns.empty())
        throw badInput("a .vtp takes its height from a task, and there is none");
    Heights heights{.values = columns.front().values, .kept = {}, .numbers = {}};
    for (std::size_t at = 0; at < heights.values.size(); ++at) {
        const bool keep = std::isfinite(heights.values[at]);
        heights.numbers.push_back(keep ? static_cast<std::int64_t>(heights.kept.size()) : -1);
        if (keep)
            heights.kept.push_back(at);
    }
    return heights;
}

std::string polyData(const Heights& heights, const std::vector<double>& points, const std::vector<Column>& columns,
                     const std::string& element, const Cells& cells, int draws)
{
    std::string arrays;
    for (const Column& column : columns) {
        std::vector<double> values;
        for (const std::size_t at : heights.kept)
            values.push_back(column.values[at]);
        arrays += vtkArray(column.name, values);
    }
    return vtkXml("PolyData", "",
                  (draws > 1 ? vtkField("draws", draws) : "") + "<Piece"
                      + vtkAttribute("NumberOfPoints", std::to_string(heights.kept.size()))
                      + vtkAttribute("NumberOf" + element, std::to_string(cells.offsets.size())) + ">\n<PointData"
                      + vtkAttribute("Scalars", columns.front().name) + ">\n" + arrays + "</PointData>\n<Points>\n"
                      + vtkArray("Points", points, 3) + "</Points>\n" + cells.xml(element) + "</Piece>\n");
}

/// A quadrangle between every four neighbours; a triangle where one of them is missing, so that a simplex keeps its edges.
Cells surface(const LandscapeGrid& grid, const Heights& heights)
{
    Cells cells;
    const std::size_t width = grid.axes[0].points.size();
    for (std::size_t j = 0; j + 1 < grid.axes[1].points.size(); ++j)
        for (std::size_t i = 0; i + 1 < width; ++i) {
            const std::size_t at = j * width + i;
            std::vector<std::int64_t> corners;
            for (const std::size_t corner : {at, at + 1, at + width + 1, at + width})
                if (heights.numbers[corner] >= 0)
                    corners.push_back(heights.numbers[corner]);
            if (corners.size() < 3)
                continue;
            cells.connectivity.insert(cells.connectivity.end(), corners.begin(), corners.end());
            cells.end();
        }
    return cells;
}

/// A polyline through every two or more points that follow each other.
Cells polylines(const Heights& heights)
{
    Cells cells;
    for (std::size_t at = 0; at < heights.numbers.size(); ++at) {
        const bool before = at > 0 && heights.numbers[at - 1] >= 0;
        const bool after = at + 1 < heights.numbers.size() && heights.numbers[at + 1] >= 0;
        if (heights.numbers[at] < 0 || !(before || after))
            continue;
        cells.connectivity.push_back(heights.numbers[at]);
        if (!after)
            cells.end();
    }
    return cells;
}

}  // namespace

std::string vtpFile(const LandscapeLine& line, LandscapeMetric metric)
{
    std::vector<Column> columns = columnsOf(line, metric);
    const Heights heights = heightsOf(columns);
    for (Column& column : spreadsOf(line, metric))
        columns.push_back(std::move(column));
    std::vector<double> points;
    for (const std::size_t at : heights.kept)
        points.insert(points.end(), {line.t[at], heights.values[at], 0.0});
    return polyData(heights, points, columns, "Lines", polylines(heights), line.draws);
}

std::string vtpFile(const LandscapeGrid& grid, LandscapeMetric metric)
{
    std::vector<Column> columns = columnsOf(grid, metric);
    const Heights heights = heightsOf(columns);
    for (Column& column : lossErrorsOf(grid, metric))
        columns.push_back(std::move(column));
    for (Column& column : spreadsOf(grid, metric))
        columns.push_back(std::move(column));
    std::vector<double> points;
    const std::size_t width = grid.axes[0].points.size();
    for (const std::size_t at : heights.kept)
        points.insert(points.end(), {grid.axes[0].points[at % width], grid.axes[1].points[at / width], heights.values[at]});
    return polyData(heights, points, columns, "Polys", surface(grid, heights), grid.draws);
}

}  // namespace isthmus::engine
