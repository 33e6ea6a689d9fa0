#include "engine/landscapes/plane.h"

#include "engine/error.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus::engine {

namespace {

constexpr std::size_t coarsePoints = 8;  // along each axis of the first picture, at most

std::size_t coarseStride(std::size_t points)
{
    std::size_t stride = 1;
    while (points > coarsePoints * stride)
        stride *= 2;
    return stride;
}

/// Fills a grid tile by tile.
class Filling {
public:
    Filling(const Plane& plane, LandscapeScorer& scorer, const std::function<void(const GridTile&)>& onTile, LandscapeGrid& grid)
        : plane_(plane), scorer_(scorer), onTile_(onTile), grid_(grid), done_(grid.x.size() * grid.y.size(), false)
    {
    }

    /// The points of a row whose column is a multiple of `stride` and that are not there yet.
    void fill(std::size_t row, std::size_t stride, const std::stop_token& stop)
    {
        GridTile tile{.row = row, .columns = {}, .tasks = {}};
        for (std::size_t column = 0; column < grid_.x.size(); column += stride)
            if (!done_[place(row, column)])
                tile.columns.push_back(column);
        if (tile.columns.empty())
            return;
        const double first = grid_.x[tile.columns.front()];
        const double last = grid_.x[tile.columns.back()];
        PointRow points{.first = plane_.shares(first, grid_.y[row]), .last = plane_.shares(last, grid_.y[row]), .positions = {}};
        for (const std::size_t column : tile.columns)
            points.positions.push_back(last > first ? (grid_.x[column] - first) / (last - first) : 0.0);
        const auto scores = scorer_.score(points, stop);
        for (std::size_t t = 0; t < scores.size(); ++t)
            tile.tasks.push_back(put(scores[t], tile, grid_.tasks[t]));
        scored_ += tile.columns.size();
        tile.done = static_cast<double>(scored_) / static_cast<double>(done_.size());
        if (onTile_)
            onTile_(tile);
    }

private:
    std::size_t place(std::size_t row, std::size_t column) const { return row * grid_.x.size() + column; }

    GridTask put(const std::vector<PointScore>& scores, const GridTile& tile, GridTask& task)
    {
        GridTask part{.task = task.task, .loss = {}, .accuracy = {}, .lossError = {}};
        for (std::size_t i = 0; i < scores.size(); ++i) {
            const std::size_t p = place(tile.row, tile.columns[i]);
            part.loss.push_back(task.loss[p] = scores[i].loss);
            part.accuracy.push_back(task.accuracy[p] = scores[i].accuracy);
            part.lossError.push_back(task.lossError[p] = scores[i].lossError);
            done_[p] = true;
        }
        return part;
    }

    const Plane& plane_;
    LandscapeScorer& scorer_;
    const std::function<void(const GridTile&)>& onTile_;
    LandscapeGrid& grid_;
    std::vector<bool> done_;
    std::size_t scored_ = 0;
};

LandscapeGrid emptyGrid(const Plane& plane, const std::vector<TaskExamples>& tasks, int resolution, double margin)
{
    LandscapeGrid grid;
    grid.chart = "plane";
    grid.x = plane.axis(0, resolution, margin);
    grid.y = plane.axis(1, resolution, margin);
    const std::vector<double> nothing(grid.x.size() * grid.y.size(), std::numeric_limits<double>::quiet_NaN());
    for (const TaskExamples& task : tasks) {
        grid.tasks.push_back({.task = task.task, .loss = nothing, .accuracy = nothing, .lossError = nothing});
        grid.samples = std::max(grid.samples, static_cast<int>(task.test.examples.count()));
    }
    return grid;
}

GridAnchor scoredAnchor(const Plane& plane, std::size_t which, LandscapeScorer& scorer, const std::stop_token& stop)
{
    const auto [x, y] = plane.anchor(which);
    GridAnchor anchor{.name = {}, .x = x, .y = y, .loss = {}, .accuracy = {}};
    std::vector<double> shares(3, 0.0);
    shares[which] = 1.0;
    for (const auto& scores : scorer.score({.first = shares, .last = shares, .positions = {0.0}}, stop)) {
        anchor.loss.push_back(scores.front().loss);
        anchor.accuracy.push_back(scores.front().accuracy);
    }
    return anchor;
}

}  // namespace

Plane::Plane(const std::vector<at::Tensor>& anchors)
{
    const at::Tensor u = (anchors[1] - anchors[0]).to(at::kDouble);
    const at::Tensor v = (anchors[2] - anchors[0]).to(at::kDouble);
    const double length = u.norm().item<double>();
    const double along = u.dot(v).item<double>() / std::max(length, std::numeric_limits<double>::min());
    const double across = (v - u * (along / std::max(length, std::numeric_limits<double>::min()))).norm().item<double>();
    const double size = std::max(length, v.norm().item<double>());
    if (!(length > 1e-6 * size && across > 1e-6 * size))
        throw badInput("the three anchors lie on one line of weight space, so there is no plane through them; choose others");
    anchors_ = {{{0.0, 0.0}, {length, 0.0}, {along, across}}};
}

std::vector<double> Plane::shares(double x, double y) const
{
    const double third = y / anchors_[2][1];
    const double second = (x - third * anchors_[2][0]) / anchors_[1][0];
    return {1.0 - second - third, second, third};
}

std::vector<double> Plane::axis(std::size_t which, int points, double margin) const
{
    double low = 0.0;
    double high = 0.0;
    for (const auto& anchor : anchors_) {
        low = std::min(low, anchor[which]);
        high = std::max(high, anchor[which]);
    }
    const double beyond = margin * (high - low);
    std::vector<double> coordinates;
    for (int i = 0; i < points; ++i)
        coordinates.push_back(low - beyond + (high - low + 2.0 * beyond) * i / (points - 1));
    return coordinates;
}

std::vector<std::size_t> coarseToFine(std::size_t rows, std::size_t stride)
{
    std::vector<std::size_t> order;
    for (std::size_t step = stride; step > 0; step /= 2)
        for (std::size_t row = 0; row < rows; row += step)
            if (step == stride || row % (2 * step) != 0)
                order.push_back(row);
    return order;
}

LandscapeGrid evaluatePlane(const Classifier& network, const std::vector<at::Tensor>& anchors,
                            const std::vector<TaskExamples>& tasks, int resolution, double margin,
                            const std::function<void(const GridTile&)>& onTile, std::stop_token stop)
{
    const Plane plane(anchors);
    const auto scorer = makeScorer(network, anchors, tasks, stop);
    LandscapeGrid grid = emptyGrid(plane, tasks, resolution, margin);
    Filling filling(plane, *scorer, onTile, grid);
    const std::size_t stride = coarseStride(grid.y.size());
    for (std::size_t row = 0; row < grid.y.size(); row += stride)
        filling.fill(row, stride, stop);
    for (std::size_t which = 0; which < anchors.size(); ++which)
        grid.anchors.push_back(scoredAnchor(plane, which, *scorer, stop));
    for (const std::size_t row : coarseToFine(grid.y.size(), stride))
        filling.fill(row, 1, stop);
    return grid;
}

}  // namespace isthmus::engine
