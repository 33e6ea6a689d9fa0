#pragma once
#include "widgets/landscape/grid_values.h"

#include <QPolygonF>

#include <vector>

namespace isthmus::widgets {

/// A line of one value over a plane; closed where its last point is its first.
struct Contour {
    double level = 0.0;
    QPolygonF line;
};

/// The lines on which the values, linear between neighbouring points, reach each level. The value at (x[i], y[j]) is at
/// j |x| + i; x and y ascend. No line crosses a square of which two or more corners are not finite; of a square with three
/// finite corners the half between them counts, so that lines reach the slanted edge of a simplex.
std::vector<Contour> contourLines(const std::vector<double>& x, const std::vector<double>& y, const std::vector<double>& values,
                                  const std::vector<double>& levels);

/// Round values inside the range, about as many as asked for, ascending: a whole number of even steps, or with a logarithmic
/// scale even factors ("1, 2, 5, 10, …").
std::vector<double> contourLevels(ValueRange range, GridShowing::Scale scale, int about = 12);

}  // namespace isthmus::widgets
