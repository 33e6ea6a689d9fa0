#include "engine/data/glyph_drawing.h"

#include "engine/data/glyph_strokes.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

namespace isthmus::engine {

namespace {

// How far the hand may stray. Chosen so that a linear classifier stays well below 93 % and a small network passes 96 %.
constexpr double pointJitter = 0.10;    // of each control point, in digit units (the digit is 2 high)
constexpr double fieldJitter = 0.25;    // of each control point of the bending field
constexpr double turn = 0.15;           // tangent of half the angle: up to 17 degrees
constexpr double slant = 0.45;          // shear
constexpr double shift = 3.0;           // pixels
constexpr double halfHeight = 9.5;      // pixels of half a digit at size 1
constexpr double largestExtent = 10.8;  // pixels from the middle of a digit to its outermost line
constexpr double margin = 1.9;          // pixels between that line and the border: no pen is wider, so no digit is cut off
constexpr double edgeWidth = 1.1;       // pixels over which the ink fades
constexpr int curveSteps = 6;           // straight pieces between two points of a stroke

/// Symmetric about 0, in (-size, size), denser in the middle.
double spread(Random& random, double size) { return size * (random.uniform() + random.uniform() - 1.0); }

/// A smooth random displacement of the paper: a uniform cubic B-spline over a coarse grid of random vectors.
class BendingField {
public:
    explicit BendingField(Random& random)
    {
        for (GlyphPoint& vector : grid_)
            vector = {spread(random, fieldJitter), spread(random, fieldJitter)};
    }

    GlyphPoint bend(GlyphPoint point) const
    {
        const Weights across = weights(point.x);
        const Weights down = weights(point.y);
        for (std::size_t i = 0; i < 4; ++i) {
            for (std::size_t j = 0; j < 4; ++j) {
                const GlyphPoint vector = grid_[(down.cell + i) * side + across.cell + j];
                const double weight = down.value[i] * across.value[j];
                point.x += weight * vector.x;
                point.y += weight * vector.y;
            }
        }
        return point;
    }

private:
    static constexpr std::size_t side = 7;

    struct Weights {
        std::size_t cell = 0;
        std::array<double, 4> value{};
    };

    /// The four spline weights at a coordinate; the grid covers [-1.4, 1.4].
    static Weights weights(double coordinate)
    {
        const double position = std::clamp((coordinate + 1.4) / 2.8, 0.0, 0.999) * (side - 3);
        const auto cell = static_cast<std::size_t>(position);
        const double t = position - static_cast<double>(cell);
        const double u = 1.0 - t;
        return {cell,
                {u * u * u / 6.0, (3.0 * t * t * t - 6.0 * t * t + 4.0) / 6.0, (3.0 * u * u * u - 6.0 * u * u + 4.0) / 6.0,
                 t * t * t / 6.0}};
    }

    std::array<GlyphPoint, side * side> grid_;
};

/// A place in the image, in pixels, and the radius of the pen there.
struct PenPoint {
    double x = 0.0;
    double y = 0.0;
    double radius = 0.0;
};
using PenLine = std::vector<PenPoint>;

/// The curve through b and c at t in [0, 1], with a before and d after (Catmull and Rom 1974).
double throughPoints(double a, double b, double c, double d, double t)
{
    return b + 0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)));
}

/// The stroke as a dense row of points, every control point moved a little.
std::vector<GlyphPoint> trace(const GlyphStroke& stroke, Random& random)
{
    std::vector<GlyphPoint> points = stroke.points;
    const bool closed = points.front().x == points.back().x && points.front().y == points.back().y;
    for (GlyphPoint& point : points) {
        point.x += spread(random, pointJitter);
        point.y += spread(random, pointJitter);
    }
    const std::size_t last = points.size() - 1;
    std::vector<GlyphPoint> dense{points.front()};
    for (std::size_t k = 0; k < last; ++k) {
        const GlyphPoint b = points[k];
        const GlyphPoint c = points[k + 1];
        const GlyphPoint a = k > 0 ? points[k - 1] : closed ? points[last - 1] : b;
        const GlyphPoint d = k + 1 < last ? points[k + 2] : closed ? points[1] : c;
        for (int step = 1; step <= curveSteps; ++step) {
            const double t = static_cast<double>(step) / curveSteps;
            if (stroke.curved)
                dense.push_back({throughPoints(a.x, b.x, c.x, d.x, t), throughPoints(a.y, b.y, c.y, d.y, t)});
            else
                dense.push_back({b.x + t * (c.x - b.x), b.y + t * (c.y - b.y)});
        }
    }
    return dense;
}

/// Rotation, slant and size in one matrix, from digit units to pixels.
struct Affine {
    double xx = 1.0, xy = 0.0, yx = 0.0, yy = 1.0;

    explicit Affine(Random& random)
    {
        const double tangent = spread(random, turn);
        const double cosine = (1.0 - tangent * tangent) / (1.0 + tangent * tangent);
        const double sine = 2.0 * tangent / (1.0 + tangent * tangent);
        const double lean = spread(random, slant);
        const double width = halfHeight * random.uniform(0.75, 1.2);
        const double height = halfHeight * random.uniform(0.8, 1.08);
        xx = cosine * width;
        xy = (cosine * lean - sine) * height;
        yx = sine * width;
        yy = (sine * lean + cosine) * height;
    }

    GlyphPoint operator()(GlyphPoint p) const { return {xx * p.x + xy * p.y, yx * p.x + yy * p.y}; }
};

/// All strokes of the digit as the pen runs over the paper.
std::vector<PenLine> penLines(int digit, Random& random)
{
    const auto styles = glyphStyles(digit);
    const GlyphStyle& style = styles[random.below(styles.size())];
    const Affine place(random);
    const BendingField field(random);
    const double radius = random.uniform(0.75, 1.65);
    std::vector<PenLine> result;
    for (const GlyphStroke& stroke : style) {
        const auto points = trace(stroke, random);
        const double begin = radius * random.uniform(0.8, 1.15);
        const double end = radius * random.uniform(0.8, 1.15);
        PenLine line;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const GlyphPoint p = place(field.bend(points[i]));
            const double along = static_cast<double>(i) / static_cast<double>(points.size() - 1);
            line.push_back({p.x, p.y, begin + along * (end - begin)});
        }
        result.push_back(std::move(line));
    }
    return result;
}

/// Moves the middle of the ink to the middle of the image plus a random shift, and shrinks what would not fit.
void centre(std::vector<PenLine>& strokes, Random& random)
{
    double left = std::numeric_limits<double>::max(), right = -left, top = left, bottom = -left;
    for (const PenLine& line : strokes) {
        for (const PenPoint& p : line) {
            left = std::min(left, p.x);
            right = std::max(right, p.x);
            top = std::min(top, p.y);
            bottom = std::max(bottom, p.y);
        }
    }
    const double scale = std::min(1.0, 2.0 * largestExtent / std::max(right - left, bottom - top));
    const auto place = [&](double extent) {
        const double middle = (glyphSide - 1) / 2.0;
        const double room = middle - margin - scale * extent / 2.0;
        return middle + std::clamp(spread(random, shift), -room, room);
    };
    const double x = place(right - left);
    const double y = place(bottom - top);
    for (PenLine& line : strokes) {
        for (PenPoint& p : line) {
            p.x = x + scale * (p.x - (left + right) / 2.0);
            p.y = y + scale * (p.y - (top + bottom) / 2.0);
        }
    }
}

using Coverage = std::array<double, glyphSide * glyphSide>;

/// Inks the pixels near the piece from `a` to `b`: full inside the pen's radius, fading at the edge.
void inkPiece(const PenPoint& a, const PenPoint& b, Coverage& coverage)
{
    const double reach = std::max(a.radius, b.radius) + edgeWidth;
    const auto pixel = [](double position) { return static_cast<int>(std::clamp(position, 0.0, glyphSide - 1.0)); };
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = std::max(dx * dx + dy * dy, 1e-12);
    const int right = pixel(std::max(a.x, b.x) + reach);
    const int bottom = pixel(std::max(a.y, b.y) + reach);
    for (int row = pixel(std::min(a.y, b.y) - reach + 1.0); row <= bottom; ++row) {
        for (int column = pixel(std::min(a.x, b.x) - reach + 1.0); column <= right; ++column) {
            const double px = column - a.x;
            const double py = row - a.y;
            const double t = std::clamp((px * dx + py * dy) / length2, 0.0, 1.0);
            const double qx = px - t * dx;
            const double qy = py - t * dy;
            const double inside = a.radius + t * (b.radius - a.radius) - std::sqrt(qx * qx + qy * qy);
            double& ink = coverage[static_cast<std::size_t>(row * glyphSide + column)];
            ink = std::max(ink, std::min(0.5 + inside / edgeWidth, 1.0));
        }
    }
}

}  // namespace

void drawGlyph(int digit, Random& random, std::span<std::uint8_t> image)
{
    assert(image.size() == Coverage{}.size());
    auto strokes = penLines(digit, random);
    centre(strokes, random);
    Coverage coverage{};
    for (const PenLine& line : strokes)
        for (std::size_t i = 1; i < line.size(); ++i)
            inkPiece(line[i - 1], line[i], coverage);
    const double intensity = random.uniform(190.0, 255.0);
    for (std::size_t i = 0; i < image.size(); ++i) {
        const double grain = (4.0 + 16.0 * coverage[i]) * (random.uniform() - 0.5) * 2.0;
        image[i] = static_cast<std::uint8_t>(std::clamp(intensity * coverage[i] + grain, 0.0, 255.0));
    }
}

}  // namespace isthmus::engine
