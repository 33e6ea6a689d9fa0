#include "widgets/plots/curve_value.h"

#include <qcustomplot.h>

namespace isthmus::widgets {

std::optional<double> curveValue(const QCPGraph& curve, double x)
{
    const QCPGraphDataContainer& points = *curve.data();
    const auto right = points.findBegin(x, false);
    if (right == points.constEnd())
        return std::nullopt;
    if (right->key == x)
        return right->value;
    if (right == points.constBegin())
        return std::nullopt;
    const auto left = right - 1;
    return left->value + (right->value - left->value) * (x - left->key) / (right->key - left->key);
}

int nearestPoint(const QCPGraph& curve, double x)
{
    const QCPGraphDataContainer& points = *curve.data();
    if (points.isEmpty())
        return -1;
    auto point = points.findBegin(x, true);
    if (point + 1 != points.constEnd() && (point + 1)->key - x < x - point->key)
        ++point;
    return static_cast<int>(point - points.constBegin());
}

}  // namespace isthmus::widgets
