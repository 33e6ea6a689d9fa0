#pragma once
#include <span>
#include <vector>

namespace isthmus::engine {

/// A place on the paper of a digit: x to the right, y downwards, the digit about 2 high and centred on (0, 0).
struct GlyphPoint {
    double x = 0.0;
    double y = 0.0;
};

/// One movement of the pen through its points, without lifting.
struct GlyphStroke {
    bool curved = false;  ///< a smooth curve through the points, closed when it ends where it began; else straight lines
    std::vector<GlyphPoint> points;
};

/// One way to write a digit.
using GlyphStyle = std::vector<GlyphStroke>;

/// The ways to write the digit 0 … 9.
std::span<const GlyphStyle> glyphStyles(int digit);

}  // namespace isthmus::engine
