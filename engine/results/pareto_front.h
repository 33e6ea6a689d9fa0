#pragma once
#include "engine/results/measures.h"

#include <utility>
#include <vector>

namespace isthmus::engine {

/// The points that no other beats, by their places in `points`, ordered by the first coordinate. One point beats another when
/// it is at least as good in both coordinates and better in one; equal points do not beat each other. Better::Neither
/// counts as Higher. Points with a coordinate that is not a number are on no front.
std::vector<std::size_t> paretoFront(const std::vector<std::pair<double, double>>& points, Better first, Better second);

}  // namespace isthmus::engine
