#include "widgets/figures/drawing/field_drawing.h"

#include "widgets/figures/drawing/figure_axes.h"
#include "widgets/plots/point_labels.h"
#include "widgets/scene3d/contours.h"
#include "widgets/theme/task_colors.h"

#include <cmath>

namespace isthmus::widgets {

namespace {

using Paint = std::function<void(QCPPainter&, const QCPAxisRect&)>;

/// Something drawn inside the axes of a rectangle.
class InsideAxes final : public QCPLayerable {
public:
    InsideAxes(QCPAxisRect& rect, Paint paint)
        : QCPLayerable(rect.parentPlot(), QStringLiteral("main")), rect_(rect), paint_(std::move(paint))
    {
    }

protected:
    QRect clipRect() const override { return rect_.rect(); }
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
    void draw(QCPPainter* painter) override { paint_(*painter, rect_); }

private:
    const QCPAxisRect& rect_;
    Paint paint_;
};

QPointF pixel(const QCPAxisRect& rect, double x, double y)
{
    return {rect.axis(QCPAxis::atBottom)->coordToPixel(x), rect.axis(QCPAxis::atLeft)->coordToPixel(y)};
}

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

void drawContours(QCPPainter& painter, const QCPAxisRect& rect, const std::vector<Contour>& contours, const FieldLook& look,
                  const FigureStyle& style)
{
    for (const Contour& contour : contours) {
        QColor colour = textOn(mapColor(look.map, shareOf(contour.level, look.range, look.scale)));
        colour.setAlpha(190);
        painter.setPen(QPen(colour, 0.5 * style.lineWidth, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        QPolygonF line;
        for (const QPointF& point : contour.line)
            line << pixel(rect, point.x(), point.y());
        painter.drawPolyline(line);
    }
}

void drawMarks(QCPPainter& painter, const QCPAxisRect& rect, const std::vector<FigureMark>& marks, const FigureStyle& style)
{
    const QFontMetricsF metrics(style.smallFont);
    const double radius = 0.55 * style.markerSize, edge = unitsPerPoint;
    QVector<PointLabel> labels;
    for (const FigureMark& mark : marks) {
        const QPointF place = pixel(rect, mark.x, mark.y);
        const double width = metrics.horizontalAdvance(QString::fromStdString(mark.name));
        labels.append({place / edge, radius / edge, QSizeF(width + 2.0 * edge, metrics.capHeight() + 2.0 * edge) / edge});
        painter.setPen(QPen(Qt::white, 0.6 * style.lineWidth));
        painter.setBrush(mark.filled ? QBrush(Qt::black) : QBrush(Qt::NoBrush));
        painter.drawEllipse(place, radius, radius);
    }
    painter.setFont(style.smallFont);
    const QRectF axes(rect.rect());
    const QVector<QRectF> places = placePointLabels(labels, {axes.topLeft() / edge, axes.size() / edge});  // in points
    for (std::size_t k = 0; k < marks.size(); ++k) {
        const QRectF inPoints = places[static_cast<qsizetype>(k)];
        if (inPoints.isNull())
            continue;
        const QRectF place(inPoints.topLeft() * edge, inPoints.size() * edge);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(255, 255, 255, 215));  // words are read on white, whatever is beneath
        painter.drawRoundedRect(place, edge, edge);
        painter.setPen(Qt::black);
        painter.drawText(place.bottomLeft() + QPointF(edge, -edge), QString::fromStdString(marks[k].name));
    }
}

std::vector<double> levelsOf(const FieldLook& look)
{
    return look.contours > 0 ? contourLevels(look.range, look.scale, look.contours) : std::vector<double>();
}

QString cellText(double value, double width, const QFontMetricsF& metrics)
{
    for (const int decimals : {1, 0}) {
        const QString text = QString::number(value, 'f', decimals);
        if (metrics.horizontalAdvance(text) < 0.92 * width)
            return text;
    }
    return {};
}

}  // namespace

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
                   .contours = options.value("contours", 0)};
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
            line[column] = mapColor(look.map, shareOf(value, look.range, look.scale)).rgba();
        }
    }
    return image;
}

void drawCells(QCPAxisRect& rect, const FigureField& field, const FieldLook& look, const FigureStyle& style)
{
    new InsideAxes(rect, [field, look, &style](QCPPainter& painter, const QCPAxisRect& place) {
        const QFontMetricsF metrics(style.smallFont);
        const double gap = 0.4 * unitsPerPoint;  // white lines between cells hide the seams that viewers draw
        painter.setFont(style.smallFont);
        for (std::size_t j = 0; j < field.y.size(); ++j) {
            for (std::size_t i = 0; i < field.x.size(); ++i) {
                const double value = field.values[j * field.x.size() + i];
                if (!std::isfinite(value))
                    continue;
                const QRectF cell =
                    QRectF(pixel(place, field.x[i] - 0.5, field.y[j] - 0.5), pixel(place, field.x[i] + 0.5, field.y[j] + 0.5))
                        .normalized()
                        .adjusted(gap, gap, -gap, -gap);
                const QColor colour = mapColor(look.map, shareOf(value, look.range, look.scale));
                painter.fillRect(cell, colour);
                painter.setPen(textOn(colour));
                if (cell.height() > metrics.height())
                    painter.drawText(cell, Qt::AlignCenter | Qt::TextDontClip, cellText(value, cell.width(), metrics));
            }
        }
    });
}

void drawMap(QCPAxisRect& rect, const PanelData& data, const FieldLook& look, const FigureStyle& style)
{
    const FigureField& field = *data.field;
    const QImage image = fieldImage(field, look);
    const std::vector<Contour> contours = contourLines(field.x, field.y, field.values, levelsOf(look));
    const std::array<double, 4> span{field.x.front(), field.x.back(), field.y.front(), field.y.back()};
    new InsideAxes(rect, [=, marks = data.marks, &style](QCPPainter& painter, const QCPAxisRect& place) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRectF(pixel(place, span[0], span[3]), pixel(place, span[1], span[2])), image);
        drawContours(painter, place, contours, look, style);
        drawMarks(painter, place, marks, style);
    });
}

void drawColourBar(QCPAxisRect& rect, const FigureField& field, const FieldLook& look, const FigureStyle& style)
{
    for (QCPAxis* axis : rect.axes()) {
        styleAxis(*axis, style);
        axis->grid()->setVisible(false);
        axis->setVisible(axis->axisType() == QCPAxis::atRight);
    }
    QCPAxis* values = rect.axis(QCPAxis::atRight);
    values->setRange(look.range.low, look.range.high);
    setTicks(*values, Ticks::Numbers, look.scale == GridShowing::Scale::Logarithmic);
    values->setLabel(QString::fromStdString(field.label));
    new InsideAxes(rect, [look, &style](QCPPainter& painter, const QCPAxisRect& place) {
        constexpr int steps = 256;
        QImage column(1, steps, QImage::Format_RGB32);
        for (int k = 0; k < steps; ++k)
            column.setPixelColor(0, k, mapColor(look.map, 1.0 - (k + 0.5) / steps));
        painter.drawImage(QRectF(place.rect()), column);
        for (const double level : levelsOf(look)) {
            const double y = place.axis(QCPAxis::atRight)->coordToPixel(level);
            painter.setPen(QPen(textOn(mapColor(look.map, shareOf(level, look.range, look.scale))), 0.5 * style.lineWidth));
            painter.drawLine(QLineF(place.left(), y, place.right(), y));
        }
    });
}

}  // namespace isthmus::widgets
