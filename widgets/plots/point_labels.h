#pragma once
#include <QRectF>
#include <QVector>

namespace isthmus::widgets {

/// A point with the size of its label, in pixels.
struct PointLabel {
    QPointF point;
    double radius = 0.0;  ///< of the mark at the point
    QSizeF size;
};

/// Places labels beside their points so that none covers another, a point's mark or one of `taken`, and all lie within the
/// area. The first choose first; a null rectangle says that there is no room near the point.
QVector<QRectF> placePointLabels(const QVector<PointLabel>& labels, const QRectF& within, const QVector<QRectF>& taken = {});

}  // namespace isthmus::widgets
