#include "widgets/figures/drawing/map_drawing.h"

#include "widgets/figures/drawing/inside_axes.h"
#include "widgets/figures/drawing/named_points.h"
#include "widgets/plots/contour_labels.h"
#include "widgets/scene3d/contours.h"
#include "widgets/theme/task_colors.h"

namespace isthmus::widgets {

namespace {

constexpr int lineAlpha = 190;
constexpr double toUnits = 0.5 * unitsPerPoint;  // half a point is on paper what a pixel is on a screen

/// The contour lines of a map, and the values on them.
class Contours {
public:
    Contours(const QCPAxisRect& rect, const std::vector<Contour>& contours, const FieldLook& look, const FigureStyle& style)
        : contours_(contours), look_(look), lineWidth_(0.5 * style.lineWidth), font_(style.smallFont), area_(rect.rect())
    {
        font_.setPixelSize(qRound(0.86 * font_.pixelSize() / toUnits));
        for (const Contour& contour : contours) {
            QPolygonF line;
            for (const QPointF& point : contour.line)
                line << pixel(rect, point.x(), point.y());
            lines_.push_back(line);
        }
    }

    /// To be called before draw; `taken`: where no value may be.
    void label(const QVector<QRectF>& taken)
    {
        const QTransform toPixels = QTransform::fromScale(1.0 / toUnits, 1.0 / toUnits);
        std::vector<QPolygonF> lines;
        std::vector<double> values;
        for (std::size_t k = 0; k < lines_.size(); ++k) {
            lines.push_back(toPixels.map(lines_[k]));
            values.push_back(contours_[k].level);
        }
        QVector<QRectF> places;
        for (const QRectF& place : taken)
            places << toPixels.mapRect(place);
        labels_ = contourLabels(lines, values, QFontMetricsF(font_), toPixels.mapRect(area_), places);
    }

    void draw(QPainter& painter) const
    {
        painter.save();
        clipLabels(painter);
        painter.setBrush(Qt::NoBrush);
        for (std::size_t k = 0; k < lines_.size(); ++k) {
            QColor colour = ink(k);
            colour.setAlpha(lineAlpha);
            painter.setPen(QPen(colour, lineWidth_, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
            painter.drawPolyline(lines_[k]);
        }
        painter.restore();
        painter.save();
        painter.scale(toUnits, toUnits);
        painter.setFont(font_);
        for (const ContourLabel& label : labels_) {
            painter.setPen(ink(label.line));
            writeContourLabel(painter, label, QFontMetricsF(font_));
        }
        painter.restore();
    }

private:
    QColor ink(std::size_t line) const { return textOn(look_.colourOf(contours_[line].level)); }

    /// Lines are broken beneath their values.
    void clipLabels(QPainter& painter) const
    {
        if (labels_.empty())
            return;
        QPainterPath free, written;
        free.addRect(area_);
        for (const ContourLabel& label : labels_)
            written.addPolygon(QTransform::fromScale(toUnits, toUnits).map(label.outline));
        painter.setClipPath(free.subtracted(written));
    }

    const std::vector<Contour>& contours_;
    const FieldLook& look_;
    double lineWidth_;
    QFont font_;
    QRectF area_;
    std::vector<QPolygonF> lines_;
    std::vector<ContourLabel> labels_;
};

}  // namespace

void drawMap(QCPAxisRect& rect, const PanelData& data, const FieldLook& look, const FigureStyle& style)
{
    const FigureField& field = *data.field;
    const QImage image = fieldImage(field, look);
    const std::vector<Contour> contours = contourLines(field.x, field.y, field.values, look.levels());
    const std::array<double, 4> span{field.x.front(), field.x.back(), field.y.front(), field.y.back()};
    new InsideAxes(rect, [=, marks = data.marks, &style](QCPPainter& painter, const QCPAxisRect& place) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRectF(pixel(place, span[0], span[3]), pixel(place, span[1], span[2])), image);
        QVector<NamedPoint> points;
        for (const FigureMark& mark : marks)
            points.append({QString::fromStdString(mark.name), pixel(place, mark.x, mark.y), mark.filled});
        const NamedPoints named(points, place.rect(), style);
        Contours lines(place, contours, look, style);
        if (look.writeLevels)
            lines.label(named.taken());
        lines.draw(painter);
        named.drawPoints(painter);
        named.drawNames(painter);
    });
}

}  // namespace isthmus::widgets
