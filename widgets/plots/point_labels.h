#pragma once
#include <QLineF>
#include <QRectF>
#include <QVector>

namespace isthmus::widgets {

/// A point with the size of its label, in pixels.
struct PointLabel {
    QPointF point;
    double radius = 0.0;  ///< of the mark at the point
    QSizeF size;
};

/// What labels keep clear of, in pixels.
struct LabelObstacles {
    QVector<QRectF> taken;  ///< may not be covered
    QVector<QLineF> lines;  ///< are covered only where there is no other room
};

/// Places labels beside their points so that none covers another or a point's mark, and all lie within the area. The first
/// choose first; a null rectangle says that there is no room near the point.
QVector<QRectF> placePointLabels(const QVector<PointLabel>& labels, const QRectF& within, const LabelObstacles& obstacles = {});

}  // namespace isthmus::widgets
