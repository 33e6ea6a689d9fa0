#pragma once
#include <optional>

class QCPGraph;

namespace isthmus::widgets {

/// The value of a drawn curve at x, on the straight pieces between its points; nothing beyond its ends.
std::optional<double> curveValue(const QCPGraph& curve, double x);
/// Which of its points, from 0, is nearest to x; -1: it has none.
int nearestPoint(const QCPGraph& curve, double x);

}  // namespace isthmus::widgets
