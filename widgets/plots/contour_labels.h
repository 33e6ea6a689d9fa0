#pragma once
#include <QPolygonF>
#include <QRectF>
#include <QString>
#include <QVector>

#include <vector>

class QFontMetricsF;
class QPainter;

namespace isthmus::widgets {

/// A value on its contour line, which is broken beneath it.
struct ContourLabel {
    std::size_t line = 0;  ///< which of the lines
    QString text;
    QPointF centre;
    double degrees = 0.0;  ///< as QPainter turns; never upside down
    QPolygonF outline;     ///< no line goes through it
};

/// Labels for the longest line of each level, or of every second or third level where there would be too many to read: each
/// where its line is straightest, within `axes`, on nothing that is `taken` and on no other label. `lines` in pixels of a screen,
/// or in what is as large on paper; `values[k]` is written on `lines[k]`.
std::vector<ContourLabel> contourLabels(const std::vector<QPolygonF>& lines, const std::vector<double>& values,
                                        const QFontMetricsF& metrics, const QRectF& axes, const QVector<QRectF>& taken);

/// Writes it with the painter's pen, and with its font, which is that of `metrics`.
void writeContourLabel(QPainter& painter, const ContourLabel& label, const QFontMetricsF& metrics);

}  // namespace isthmus::widgets
