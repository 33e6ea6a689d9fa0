#include "widgets/landscape/grid_fill.h"

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr std::size_t coarsest = 16;

/// The share of the points on every stride-th column and row that are scored.
double scoredShare(const GridLayer& layer, std::size_t stride)
{
    std::size_t points = 0, scored = 0;
    for (std::size_t j = 0; j < layer.rows; j += stride)
        for (std::size_t i = 0; i < layer.columns; i += stride) {
            const std::size_t at = j * layer.columns + i;
            points += layer.hasPoint(at) ? 1 : 0;
            scored += std::isfinite(layer.values[at]) ? 1 : 0;
        }
    return points > 0 ? static_cast<double>(scored) / static_cast<double>(points) : 0.0;
}

}  // namespace

GridLayer firstLayer(const engine::LandscapeGrid& grid, const std::vector<double>& values)
{
    GridLayer layer;
    layer.columns = grid.axes[0].points.size();
    layer.rows = grid.axes[1].points.size();
    const auto size = static_cast<std::ptrdiff_t>(layer.columns * layer.rows);
    if (static_cast<std::ptrdiff_t>(values.size()) < size || size == 0)
        return {};
    layer.values.assign(values.begin(), values.begin() + size);
    if (!grid.there.empty())
        layer.there.assign(grid.there.begin(), grid.there.begin() + size);
    return layer;
}

std::size_t scoredStride(const GridLayer& layer)
{
    std::size_t stride = 1;
    while (stride < coarsest && 4 * stride < std::min(layer.columns, layer.rows))
        stride *= 2;
    // A finer lattice holds the coarser one: once it is scored as well, the two lack the same share.
    double share = scoredShare(layer, stride);
    while (stride > 1) {
        const double finer = scoredShare(layer, stride / 2);
        if (finer < 0.9 * share || share == 0.0)
            break;
        stride /= 2;
        share = finer;
    }
    return stride;
}

std::vector<double> everyNth(const std::vector<double>& values, std::size_t columns, std::size_t rows, std::size_t stride)
{
    std::vector<double> kept;
    for (std::size_t j = 0; j < rows; j += stride)
        for (std::size_t i = 0; i < columns; i += stride)
            kept.push_back(values[j * columns + i]);
    return kept;
}

std::vector<double> everyNth(const std::vector<double>& places, std::size_t stride)
{
    return everyNth(places, places.size(), 1, stride);
}

std::vector<double> filledFromNearest(const GridLayer& layer, std::size_t reach)
{
    std::vector<double> filled = layer.values;
    std::vector<std::size_t> front;
    for (std::size_t at = 0; at < filled.size(); ++at)
        if (std::isfinite(filled[at]))
            front.push_back(at);
    // One ring of neighbours at a time, so that the nearest value comes first.
    for (std::size_t ring = 0; ring < reach; ++ring) {
        std::vector<std::size_t> next;
        for (const std::size_t at : front) {
            const std::size_t column = at % layer.columns, row = at / layer.columns;
            for (std::size_t j = row > 0 ? row - 1 : 0; j <= std::min(row + 1, layer.rows - 1); ++j)
                for (std::size_t i = column > 0 ? column - 1 : 0; i <= std::min(column + 1, layer.columns - 1); ++i) {
                    const std::size_t neighbour = j * layer.columns + i;
                    if (!std::isnan(filled[neighbour]) || !layer.hasPoint(neighbour))
                        continue;
                    filled[neighbour] = filled[at];
                    next.push_back(neighbour);
                }
        }
        front = std::move(next);
    }
    return filled;
}

}  // namespace isthmus::widgets
