#include "widgets/scene3d/label_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTransform>

#include <algorithm>

namespace isthmus::widgets {

QSizeF LabelPainter::sizeOf(const QString& text) const
{
    const QFontMetricsF metrics(painter_.font(), painter_.device());
    const QStringList lines = text.split(u'\n');
    double widest = 0.0;
    for (const QString& line : lines)
        widest = std::max(widest, metrics.horizontalAdvance(line));
    return {widest, static_cast<double>(lines.size()) * metrics.height()};
}

QPolygonF LabelPainter::placeOf(const QString& text, QPointF centre, double degrees) const
{
    const QSizeF size = sizeOf(text);
    const QRectF rect(QPointF(-size.width() / 2.0, -size.height() / 2.0), size);
    return QTransform().rotate(degrees).map(QPolygonF(rect)).translated(centre);
}

bool LabelPainter::hasRoom(const QString& text, QPointF centre, double degrees) const
{
    const QPolygonF place = placeOf(text, centre, degrees);
    return canvas_.contains(place.boundingRect()) && isFree(place);
}

bool LabelPainter::isFree(const QPolygonF& place) const
{
    return std::none_of(taken_.begin(), taken_.end(), [&](const QPolygonF& taken) { return taken.intersects(place); });
}

bool LabelPainter::write(const QString& text, QPointF centre, const QColor& colour, double degrees)
{
    const QSizeF size = sizeOf(text);
    const QRectF rect(QPointF(-size.width() / 2.0, -size.height() / 2.0), size);
    const QPolygonF place = placeOf(text, centre, degrees);
    if (!isFree(place))
        return false;
    taken_.push_back(place);
    painter_.save();
    // Upright text on whole pixels stays sharp.
    painter_.translate(degrees == 0.0 ? QPointF(centre - rect.bottomRight()).toPoint() + rect.bottomRight() : centre);
    painter_.rotate(degrees);
    const auto draw = [&](QPointF shift, const QColor& pen) {
        painter_.setPen(pen);
        painter_.drawText(rect.translated(shift), Qt::AlignCenter | Qt::TextDontClip, text);
    };
    if (rim_)
        for (const double x : {-1.0, 0.0, 1.0})
            for (const double y : {-1.0, 0.0, 1.0})
                draw({x, y}, *rim_);
    draw({}, colour);
    painter_.restore();
    return true;
}

}  // namespace isthmus::widgets
