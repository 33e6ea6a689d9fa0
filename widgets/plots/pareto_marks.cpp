#include "widgets/plots/pareto_marks.h"

#include "widgets/plots/plot_style.h"
#include "widgets/theme/set_style.h"
#include "widgets/theme/theme.h"

namespace isthmus::widgets {

namespace {

constexpr double markRadius = 4.5;
constexpr int widestName = 180;

}  // namespace

ParetoMarks::ParetoMarks(QCustomPlot& plot, const ParetoPicture& picture) : QCPAbstractItem(&plot), plot_(plot), picture_(picture)
{
    setSelectable(false);
}

void ParetoMarks::draw(QCPPainter* painter)
{
    painter->setAntialiasing(true);
    LabelObstacles obstacles;
    drawFront(*painter, obstacles);
    for (const ParetoPoint& point : picture_.points)
        drawBars(*painter, point, obstacles);
    for (const ParetoPoint& point : picture_.points)
        drawSetMark(*painter, setMark(point.set), pixel(point.cost.mean, point.value.mean), markRadius, colourOf(point.set));
    drawNames(*painter, obstacles);
}

QPointF ParetoMarks::pixel(double x, double y) const { return {plot_.xAxis->coordToPixel(x), plot_.yAxis->coordToPixel(y)}; }

QColor ParetoMarks::colourOf(int set) const
{
    QColor colour = setColor(set);
    if (picture_.selected >= 0 && picture_.selected != set)
        colour.setAlphaF(0.3F);
    return colour;
}

/// Stairs: what one could have for each cost.
void ParetoMarks::drawFront(QCPPainter& painter, LabelObstacles& obstacles) const
{
    painter.setPen(QPen(color(Role::Muted), 1, Qt::DashLine));
    for (std::size_t k = 0; k + 1 < picture_.front.size(); ++k) {
        const ParetoPoint& here = picture_.points[picture_.front[k]];
        const ParetoPoint& next = picture_.points[picture_.front[k + 1]];
        const QPointF from = pixel(here.cost.mean, here.value.mean), to = pixel(next.cost.mean, next.value.mean);
        const QPointF corner = picture_.cheapFirst ? QPointF(to.x(), from.y()) : QPointF(from.x(), to.y());
        painter.drawLine(from, corner);
        painter.drawLine(corner, to);
        obstacles.lines << QLineF(from, corner) << QLineF(corner, to);
    }
}

void ParetoMarks::drawBars(QCPPainter& painter, const ParetoPoint& point, LabelObstacles& obstacles) const
{
    constexpr double cap = 3.0;
    painter.setPen(QPen(colourOf(point.set), 1.2));
    const engine::Spread& cost = point.cost;
    const engine::Spread& value = point.value;
    const auto bar = [&](const QPointF& a, const QPointF& b, const QPointF& across) {
        if (QLineF(a, b).length() < 2.0)
            return;
        painter.drawLine(a, b);
        painter.drawLine(a - across, a + across);
        painter.drawLine(b - across, b + across);
        obstacles.lines << QLineF(a, b);
    };
    bar(pixel(cost.mean - cost.half, value.mean), pixel(cost.mean + cost.half, value.mean), {0.0, cap});
    bar(pixel(cost.mean, value.mean - value.half), pixel(cost.mean, value.mean + value.half), {cap, 0.0});
}

void ParetoMarks::drawNames(QCPPainter& painter, const LabelObstacles& obstacles)
{
    const QRect axes = plot_.axisRect()->rect();
    const QFontMetricsF metrics(plotFont());
    QVector<PointLabel> labels;
    QStringList texts;
    std::vector<int> sets;
    for (const ParetoPoint& point : picture_.points) {
        const QPointF place = pixel(point.cost.mean, point.value.mean);
        if (!axes.contains(place.toPoint()))
            continue;
        texts << metrics.elidedText(point.name, Qt::ElideRight, widestName);
        sets.push_back(point.set);
        labels.push_back({place, markRadius + 1.0, {metrics.horizontalAdvance(texts.last()) + 2.0, metrics.height()}});
    }
    namePlaces_ = placePointLabels(labels, axes, obstacles);
    for (qsizetype i = 0; i < namePlaces_.size(); ++i) {
        if (namePlaces_[i].isNull())
            continue;
        const int set = sets[static_cast<std::size_t>(i)];
        QFont font = plotFont();
        font.setBold(set == picture_.selected);
        painter.setFont(font);
        painter.setPen(colourOf(set));
        painter.drawText(namePlaces_[i], static_cast<int>(Qt::AlignCenter) | static_cast<int>(Qt::TextDontClip), texts[i]);
    }
}

}  // namespace isthmus::widgets
