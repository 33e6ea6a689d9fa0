#pragma once
#include <QColor>
#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace isthmus::widgets {

/// Writes words where none stand yet.
class LabelPainter {
public:
    explicit LabelPainter(QPainter& painter) : painter_(painter) {}

    QPainter& painter() { return painter_; }
    QSizeF sizeOf(const QString& text) const;
    bool isFree(const QPolygonF& place) const;
    void occupy(const QRectF& place) { taken_.push_back(QPolygonF(place)); }

    /// Writes around a centre with a rim of the panel's colour, turned by `degrees`; false when the place is taken.
    bool write(const QString& text, QPointF centre, const QColor& colour, double degrees = 0.0);

private:
    QPainter& painter_;
    std::vector<QPolygonF> taken_;
};

}  // namespace isthmus::widgets
