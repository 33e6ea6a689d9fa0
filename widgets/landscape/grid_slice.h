#pragma once
#include "engine/results/landscape_grid.h"

namespace isthmus::widgets {

/// The points of a grid of three dimensions on one layer of its third axis, as a grid of two, with the anchors that lie on it and
/// without the path.
engine::LandscapeGrid sliceOf(const engine::LandscapeGrid& grid, std::size_t layer);
/// The layer nearest to a place on the third axis.
std::size_t layerAt(const engine::LandscapeGrid& grid, double z);

}  // namespace isthmus::widgets
