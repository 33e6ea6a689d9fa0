#pragma once
#include "widgets/landscape/grid_values.h"

#include <QString>

#include <vector>

namespace isthmus::widgets {

/// A round value on an axis.
struct Tick {
    double share = 0.0;  ///< where it lies on the axis, 0 to 1
    QString text;        ///< without a unit; all of an axis have the same number of decimals where that reads well
};

/// About `count` ticks at 1, 2 or 5 times a power of ten along a linear axis.
std::vector<Tick> linearTicks(double low, double high, int count);

/// The same along what heights and colours stand for: powers of ten and 2 and 5 times them on a logarithmic scale that spans
/// enough of them; accuracies in percent.
std::vector<Tick> valueTicks(ValueRange range, const GridShowing& showing, int count);

}  // namespace isthmus::widgets
