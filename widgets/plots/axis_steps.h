#pragma once

namespace isthmus::widgets {

/// What an axis shows.
struct AxisSpan {
    double lower = 0.0;
    double upper = 1.0;

    bool operator==(const AxisSpan&) const = default;
};

/// The next limit at or above a positive value out of 1, 1.5, 2, 3, 4, 5, 6, 8, 10 times a power of ten, so that axes
/// grow in steps; 1 for what is not a positive number.
double niceAbove(double value);

/// From 0 to a nice limit that leaves a little air above `most`.
AxisSpan linearSpan(double most);

/// Whole steps of 1, 2 or 5 times a power of ten around both values, about five of them; from 0 on where `least` is not far
/// above it.
AxisSpan fittedSpan(double least, double most);

/// From 1, 2 or 5 times a power of ten below `least` to one above `most`, at most six decades.
AxisSpan logSpan(double least, double most);

/// `span` moved and, where needed, cut so that it lies within `home` and is no narrower than a ten-thousandth of it.
/// With `log` widths are measured in decades.
AxisSpan keptWithin(AxisSpan span, AxisSpan home, bool log);

}  // namespace isthmus::widgets
