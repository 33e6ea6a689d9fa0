#pragma once
#include <vector>

namespace isthmus::widgets {

/// Moves the centres of labels apart so that neighbours are at least `spacing` from each other and all lie within
/// [lowest, highest], as near as possible to where they were wanted. `wanted` has to be sorted, and the labels have to fit:
/// (n - 1) spacing <= highest - lowest.
std::vector<double> spreadLabels(const std::vector<double>& wanted, double spacing, double lowest, double highest);

}  // namespace isthmus::widgets
