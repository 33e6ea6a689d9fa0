#pragma once
#include "engine/results/comparison.h"

#include <optional>

namespace isthmus::engine {

// What curves of several runs have in common: where a run is on the horizontal axis, and what stands beside it.

/// Where the tasks of a run ended on the axis, [t-1]; empty where that is not known.
std::vector<std::optional<double>> taskEnds(const RunResults& results, Against against);

/// Divides operations by a power of a thousand that leaves few digits, and gives the horizontal axis its label.
void labelHorizontalAxis(ComparedCurves& curves, Against against);

/// What the curves say about the band, how many runs they are of, and their horizontal axis.
std::string curveNotes(const std::vector<RunSet>& sets, Band band, Against against);

/// Adds a point unless x has not grown.
void addPoint(ComparedCurve& curve, double x, const Spread& y);

}  // namespace isthmus::engine
