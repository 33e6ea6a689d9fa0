#pragma once
#include "engine/results/landscape_grid.h"

#include <cstddef>
#include <vector>

namespace isthmus::widgets {

/// The values of a layer of a grid (its points in x and y), as far as they are known: not a number where there is none yet.
struct GridLayer {
    std::vector<double> values;
    std::size_t columns = 0;
    std::size_t rows = 0;
    std::vector<char> there;  ///< as in engine::LandscapeGrid; empty: everywhere

    bool hasPoint(std::size_t at) const { return there.empty() || there[at] != 0; }
};

/// The first layer of the grid, with these values of all its points (as gridValues() gives them).
GridLayer firstLayer(const engine::LandscapeGrid& grid, const std::vector<double>& values);

/// A grid fills from coarse to fine: every how many columns and rows its points are scored so far, a power of two. Points
/// that have no finite value in a finished grid (a network that diverged) do not count as unfinished.
std::size_t scoredStride(const GridLayer& layer);

/// The values on every stride-th column and row alone, for contours while the grid is still being filled.
std::vector<double> everyNth(const std::vector<double>& values, std::size_t columns, std::size_t rows, std::size_t stride);
std::vector<double> everyNth(const std::vector<double>& places, std::size_t stride);

/// For a picture: each point without a value takes that of the scored point next to it, at most `reach` columns or rows away.
std::vector<double> filledFromNearest(const GridLayer& layer, std::size_t reach);

}  // namespace isthmus::widgets
