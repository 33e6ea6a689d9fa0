#pragma once
#include "widgets/figures/figure_style.h"

#include <QPointF>
#include <QRectF>
#include <QString>
#include <QVector>

class QPainter;

namespace isthmus::widgets {

/// A point of a panel with its name, in the figure's units.
struct NamedPoint {
    QString name;
    QPointF at;
    bool filled = true;   ///< otherwise it is only projected
    bool hidden = false;  ///< behind a surface: its name is grey
};

/// Points with their names beside them: no name covers another one or a point, and one that has no room is left out.
class NamedPoints {
public:
    NamedPoints(QVector<NamedPoint> points, const QRectF& area, const FigureStyle& style);

    /// What they cover, with their names.
    QVector<QRectF> taken() const;
    void drawPoints(QPainter& painter) const;
    void drawNames(QPainter& painter) const;

private:
    const FigureStyle& style_;
    QVector<NamedPoint> points_;
    QVector<QRectF> names_;  ///< null: no room
};

}  // namespace isthmus::widgets
