#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace isthmus::engine {

/// Which of a task's examples a value was computed on.
enum class Split { Test, Train };

/// An axis of a grid. A grid has no points along the axes beyond its dimensions.
struct GridAxis {
    std::string label;           ///< what it measures, as an axis is labelled: "distance along task-02 − task-01"
    std::vector<double> points;  ///< ascending
    double length = 1.0;         ///< Euclidean, in weight space, of a step of 1
};

/// A network shown on a grid: where it lies, or where it is projected to, and its own scores on each of the grid's tasks.
struct GridAnchor {
    std::string name;
    std::array<double, 3> place{};
    double residual = 0.0;  ///< Euclidean distance of its weights from the grid's flat; 0 where the grid goes through it
    bool spans = false;     ///< the grid is laid through it
    std::vector<double> loss = {};
    std::vector<double> accuracy = {};
};

/// One task on one split over the grid. The value at (x[i], y[j], z[k]) is at (k * |y| + j) * |x| + i, where an axis without
/// points counts as one; NaN where there is none yet, and where the grid has no points.
struct GridTask {
    int task = 0;  ///< from 1
    Split split = Split::Test;
    std::vector<double> loss;            ///< mean cross-entropy, nats
    std::vector<double> accuracy;        ///< in [0, 1]
    std::vector<double> lossError = {};  ///< standard error of the loss, nats; empty with several draws
    std::vector<int> classes = {};       ///< the labels that occur; empty: not asked for
    /// [classes] of such grids: the accuracy on the examples of that label.
    std::vector<std::vector<double>> classAccuracy = {};
    /// Sample standard deviations over the draws of a grid that has several; otherwise empty. NaN before the second draw.
    std::vector<double> lossSpread = {};
    std::vector<double> accuracySpread = {};
};

/// Loss and accuracy on a grid of points in one to three dimensions of weight space.
struct LandscapeGrid {
    std::string chart;             ///< "line", "plane", "simplex", "random", "hessian", "trajectory", "curve"
    std::array<GridAxis, 3> axes;  ///< x, y, z
    std::vector<GridAnchor> anchors;
    std::vector<std::size_t> path;  ///< anchors in the order the run passed them; empty: no path
    std::vector<GridTask> tasks;
    std::vector<char> there;         ///< 1 where the grid has a point (a simplex has none beyond its edges); empty: everywhere
    int samples = 0;                 ///< examples per task and split, at most
    int draws = 1;                   ///< of the grid's directions: values are means over so many flats
    std::vector<std::string> notes;  ///< what else is known: "explained variance 71.2 % and 18.0 %"

    std::size_t dimensions() const { return axes[1].points.empty() ? 1 : axes[2].points.empty() ? 2 : 3; }
    std::size_t columns() const { return axes[0].points.size(); }
    std::size_t rows() const { return extent(1) * extent(2); }
    std::size_t size() const { return columns() * rows(); }
    bool hasPoint(std::size_t at) const { return there.empty() || there[at] != 0; }

private:
    std::size_t extent(std::size_t axis) const { return axes[axis].points.empty() ? 1 : axes[axis].points.size(); }
};

using LandscapeGridPtr = std::shared_ptr<const LandscapeGrid>;

/// What evaluating a landscape will take.
struct LandscapeForecast {
    std::size_t points = 0;  ///< to score, in all draws
    double seconds = 0.0;
    double megabytes = 0.0;  ///< beside what the program has now
};

/// Points of one row of a grid that were scored together.
struct GridTile {
    std::size_t row = 0;               ///< k * |y| + j
    std::vector<std::size_t> columns;  ///< in x
    std::vector<GridTask> tasks;       ///< a value for each of the columns, over the draws so far
    double done = 0.0;                 ///< share of the grid's points that are scored in all draws, with this tile
    bool kept = false;                 ///< it was scored earlier and has been read from a file
    int draw = 0;                      ///< of the grid's draws, from 0
};

}  // namespace isthmus::engine
