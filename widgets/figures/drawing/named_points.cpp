#include "widgets/figures/drawing/named_points.h"

#include "widgets/plots/point_labels.h"

#include <QFontMetricsF>
#include <QPainter>

namespace isthmus::widgets {

namespace {

constexpr double edge = unitsPerPoint;  // around a name

double radiusOf(const FigureStyle& style) { return 0.55 * style.markerSize; }

}  // namespace

NamedPoints::NamedPoints(QVector<NamedPoint> points, const QRectF& area, const FigureStyle& style)
    : style_(style), points_(std::move(points))
{
    const QFontMetricsF metrics(style.smallFont);
    QVector<PointLabel> labels;
    for (const NamedPoint& point : points_) {
        const QSizeF size(metrics.horizontalAdvance(point.name) + 2.0 * edge, metrics.capHeight() + 2.0 * edge);
        labels.append({point.at / edge, radiusOf(style) / edge, size / edge});  // in points, which are as large as pixels
    }
    for (const QRectF& place : placePointLabels(labels, {area.topLeft() / edge, area.size() / edge}))
        names_ << QRectF(place.topLeft() * edge, place.size() * edge);
}

QVector<QRectF> NamedPoints::taken() const
{
    const double radius = radiusOf(style_);
    QVector<QRectF> taken;
    for (const NamedPoint& point : points_)
        taken << QRectF(point.at - QPointF(radius, radius), QSizeF(2.0 * radius, 2.0 * radius));
    for (const QRectF& name : names_)
        if (!name.isNull())
            taken << name;
    return taken;
}

void NamedPoints::drawPoints(QPainter& painter) const
{
    for (const NamedPoint& point : points_) {
        painter.setPen(QPen(Qt::white, 0.6 * style_.lineWidth));
        painter.setBrush(point.filled ? QBrush(Qt::black) : QBrush(Qt::NoBrush));
        painter.drawEllipse(point.at, radiusOf(style_), radiusOf(style_));
    }
}

void NamedPoints::drawNames(QPainter& painter) const
{
    painter.setFont(style_.smallFont);
    for (qsizetype k = 0; k < points_.size(); ++k) {
        if (names_[k].isNull())
            continue;
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(255, 255, 255, 215));  // words are read on white, whatever is beneath
        painter.drawRoundedRect(names_[k], edge, edge);
        painter.setPen(points_[k].hidden ? QColor(Qt::darkGray) : style_.ink);
        painter.drawText(names_[k].bottomLeft() + QPointF(edge, -edge), points_[k].name);
    }
}

}  // namespace isthmus::widgets
