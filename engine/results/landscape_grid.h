#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace isthmus::engine {

/// A network through which a chart of two dimensions goes, where it lies, and its scores on each of the grid's tasks.
struct GridAnchor {
    std::string name;
    double x = 0.0;
    double y = 0.0;
    std::vector<double> loss;
    std::vector<double> accuracy;
};

/// One task over the grid, row after row: the value at (x[i], y[j]) is at j * x.size() + i, NaN where there is none yet.
struct GridTask {
    int task = 0;                   ///< from 1
    std::vector<double> loss;       ///< mean cross-entropy, nats
    std::vector<double> accuracy;   ///< in [0, 1]
    std::vector<double> lossError;  ///< standard error of the loss, nats
};

/// Loss and accuracy on a grid of points in two dimensions of weight space.
struct LandscapeGrid {
    std::string chart;      ///< "plane"
    std::vector<double> x;  ///< ascending
    std::vector<double> y;
    std::vector<GridAnchor> anchors;
    std::vector<GridTask> tasks;
    int samples = 0;  ///< test images per task, at most
};

/// Points of one row of a grid that were scored together.
struct GridTile {
    std::size_t row = 0;               ///< in y
    std::vector<std::size_t> columns;  ///< in x
    std::vector<GridTask> tasks;       ///< a value for each of the columns
    double done = 0.0;                 ///< share of the grid that is scored, with this tile
};

}  // namespace isthmus::engine
