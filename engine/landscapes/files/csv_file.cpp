#include "engine/landscapes/files/columns.h"
#include "engine/landscapes/files/formats.h"

#include <cmath>

namespace isthmus::engine {

namespace {

/// The shortest text that reads back as the same number; an empty cell is how tables say that there is none.
std::string number(double value)
{
    if (std::isnan(value))
        return "";
    if (std::isinf(value))
        return value < 0.0 ? "-inf" : "inf";
    return Json(value).dump();
}

/// All measures; of several draws also their spreads, and in `draws`, which is as long as the others, how many there are.
std::vector<Column> allColumns(const auto& landscape, LandscapeMetric metric, std::vector<double>& draws, std::size_t points)
{
    std::vector<Column> columns = columnsOf(landscape, metric);
    for (Column& column : spreadsOf(landscape, metric))
        columns.push_back(std::move(column));
    draws.assign(points, landscape.draws);
    if (landscape.draws > 1)
        columns.push_back({"draws", draws});
    return columns;
}

std::string header(const std::vector<Column>& columns)
{
    std::string text;
    for (const Column& column : columns)
        text += ',' + column.name;
    return text + '\n';
}

std::string values(const std::vector<Column>& columns, std::size_t point)
{
    std::string text;
    for (const Column& column : columns)
        text += ',' + number(column.values[point]);
    return text + '\n';
}

}  // namespace

std::string csvFile(const LandscapeLine& line, LandscapeMetric metric)
{
    std::vector<double> draws;
    const std::vector<Column> columns = allColumns(line, metric, draws, line.t.size());
    std::string text = "t" + header(columns);
    for (std::size_t i = 0; i < line.t.size(); ++i)
        text += number(line.t[i]) + values(columns, i);
    return text;
}

std::string csvFile(const LandscapeGrid& grid, LandscapeMetric metric)
{
    std::vector<double> draws;
    const std::vector<Column> columns = allColumns(grid, metric, draws, grid.size());
    const auto& [x, y, z] = grid.axes;
    std::string text = (z.points.empty() ? "x,y" : "x,y,z") + header(columns);
    for (std::size_t at = 0; at < grid.size(); ++at) {
        if (!grid.hasPoint(at))
            continue;
        const std::size_t row = at / x.points.size();
        text += number(x.points[at % x.points.size()]) + ',' + number(y.points[row % y.points.size()]);
        if (!z.points.empty())
            text += ',' + number(z.points[row / y.points.size()]);
        text += values(columns, at);
    }
    return text;
}

}  // namespace isthmus::engine
