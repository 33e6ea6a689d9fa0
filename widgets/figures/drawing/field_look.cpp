#include "widgets/figures/drawing/field_look.h"

#include "widgets/scene3d/contours.h"

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

/// Where between which points of an ascending list a coordinate lies.
std::pair<std::size_t, double> between(const std::vector<double>& points, double at)
{
    if (points.size() < 2)
        return {0, 0.0};
    const auto next = std::upper_bound(points.begin() + 1, points.end() - 1, at) - points.begin();
    const auto first = static_cast<std::size_t>(next - 1);
    return {first, (at - points[first]) / (points[first + 1] - points[first])};
}

/// Linear between the four points around; where one has no value, the nearest one's.
double interpolated(const FigureField& field, double x, double y)
{
    const auto [i, u] = between(field.x, x);
    const auto [j, v] = between(field.y, y);
    const std::size_t columns = field.x.size();
    const std::size_t right = std::min(i + 1, columns - 1), up = std::min(j + 1, field.y.size() - 1);
    const double corners[] = {field.values[j * columns + i], field.values[j * columns + right], field.values[up * columns + i],
                              field.values[up * columns + right]};
    const double mean = (corners[0] * (1.0 - u) + corners[1] * u) * (1.0 - v) + (corners[2] * (1.0 - u) + corners[3] * u) * v;
    return std::isfinite(mean) ? mean : corners[(u > 0.5 ? 1 : 0) + (v > 0.5 ? 2 : 0)];
}

}  // namespace

std::vector<double> FieldLook::levels() const
{
    return contours > 0 ? contourLevels(range, scale, contours) : std::vector<double>();
}

FieldLook fieldLook(const engine::Json& options, const PanelData& data)
{
    const std::string map = options.value("map", "viridis"), scale = options.value("scale", "linear");
    FieldLook look{.map = map == "cividis"     ? ColorMap::Cividis
                          : map == "diverging" ? ColorMap::Diverging
                                               : ColorMap::Viridis,
                   .scale = scale == "logarithmic" ? GridShowing::Scale::Logarithmic
                            : scale == "clipped"   ? GridShowing::Scale::Clipped
                                                   : GridShowing::Scale::Linear,
                   .range = {},
                   .contours = options.value("contours", 0),
                   .writeLevels = options.value("contour_values", false)};
    look.range = rangeOf(data.field->values, look.scale);
    return look;
}

QImage fieldImage(const FigureField& field, const FieldLook& look, int pixels)
{
    const auto extent = [pixels](std::size_t points) { return std::max(pixels, static_cast<int>(points)); };
    QImage image(extent(field.x.size()), extent(field.y.size()), QImage::Format_ARGB32);
    const auto coordinate = [](const std::vector<double>& points, double share) {
        return points.front() + share * (points.back() - points.front());
    };
    for (int row = 0; row < image.height(); ++row) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
        const double y = coordinate(field.y, 1.0 - (row + 0.5) / image.height());
        for (int column = 0; column < image.width(); ++column) {
            const double value = interpolated(field, coordinate(field.x, (column + 0.5) / image.width()), y);
            line[column] = look.colourOf(value).rgba();
        }
    }
    return image;
}

QImage scaleImage(const FieldLook& look)
{
    constexpr int steps = 256;
    QImage column(1, steps, QImage::Format_RGB32);
    for (int k = 0; k < steps; ++k)
        column.setPixelColor(0, k, mapColor(look.map, 1.0 - (k + 0.5) / steps));
    return column;
}

}  // namespace isthmus::widgets
