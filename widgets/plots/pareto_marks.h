#pragma once
#include "engine/results/comparison.h"
#include "widgets/plots/point_labels.h"

#include <qcustomplot.h>

#include <vector>

namespace isthmus::widgets {

/// A set of runs at what it costs and what it reaches, in the units of the axes.
struct ParetoPoint {
    int set = 0;
    QString name;
    engine::Spread cost;
    engine::Spread value;
};

struct ParetoPicture {
    std::vector<ParetoPoint> points;
    std::vector<std::size_t> front;  ///< places in `points`, by cost
    bool cheapFirst = true;          ///< else the front begins with what costs most
    int selected = -1;               ///< the set that is not dimmed; -1: none is
};

/// A mark for each point with bars in both directions and its name where there is room, and the front as stairs.
class ParetoMarks final : public QCPAbstractItem {
public:
    /// `picture` is looked at whenever the plot is drawn, and outlives this.
    ParetoMarks(QCustomPlot& plot, const ParetoPicture& picture);

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }
    /// Where the names stood when they were last drawn, in pixels; a null rectangle for a name that found no room.
    const QVector<QRectF>& namePlaces() const { return namePlaces_; }

protected:
    void draw(QCPPainter* painter) override;

private:
    QPointF pixel(double x, double y) const;
    QColor colourOf(int set) const;
    void drawFront(QCPPainter& painter, LabelObstacles& obstacles) const;
    void drawBars(QCPPainter& painter, const ParetoPoint& point, LabelObstacles& obstacles) const;
    void drawNames(QCPPainter& painter, const LabelObstacles& obstacles);

    QCustomPlot& plot_;
    const ParetoPicture& picture_;
    QVector<QRectF> namePlaces_;
};

}  // namespace isthmus::widgets
