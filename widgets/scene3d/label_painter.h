#pragma once
#include <QColor>
#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace isthmus::widgets {

/// Writes words where none stand yet.
class LabelPainter {
public:
    /// `rim`: the colour around words, which keeps them readable on lines; none: what is beneath stays as it is.
    LabelPainter(QPainter& painter, QSizeF canvas, std::optional<QColor> rim)
        : painter_(painter), canvas_(QPointF(), canvas), rim_(rim)
    {
    }

    QPainter& painter() { return painter_; }
    QSizeF sizeOf(const QString& text) const;  ///< of all its lines
    /// Whether it would be seen whole, and hide nothing, around a centre, turned by `degrees`.
    bool hasRoom(const QString& text, QPointF centre, double degrees) const;
    bool isFree(const QPolygonF& place) const;
    void occupy(const QRectF& place) { taken_.push_back(QPolygonF(place)); }

    /// Writes around a centre, turned by `degrees`; false when the place is taken.
    bool write(const QString& text, QPointF centre, const QColor& colour, double degrees = 0.0);

private:
    QPolygonF placeOf(const QString& text, QPointF centre, double degrees) const;

    QPainter& painter_;
    QRectF canvas_;
    std::optional<QColor> rim_;
    std::vector<QPolygonF> taken_;
};

}  // namespace isthmus::widgets
