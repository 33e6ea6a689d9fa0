#include "widgets/plots/point_labels.h"

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr double gaps[] = {3.0, 12.0, 24.0, 38.0};  ///< from the mark to its label, the near ones first

QRectF around(const PointLabel& label)
{
    return {label.point - QPointF(label.radius, label.radius), 2 * QSizeF(label.radius, label.radius)};
}

/// The label's rectangle on one side of its mark: dx and dy are −1, 0 or 1.
QRectF beside(const PointLabel& label, double gap, int dx, int dy)
{
    const double away = label.radius + gap;
    // At a corner half of the distance in each direction is as far.
    const double reach = dx != 0 && dy != 0 ? 0.7 * away : away;
    const QPointF centre =
        label.point + QPointF(dx * (reach + label.size.width() / 2.0), dy * (reach + label.size.height() / 2.0));
    return {centre - QPointF(label.size.width() / 2.0, label.size.height() / 2.0), label.size};
}

bool crosses(const QLineF& line, const QRectF& place)
{
    const QPointF corners[] = {place.topLeft(), place.topRight(), place.bottomRight(), place.bottomLeft()};
    for (int k = 0; k < 4; ++k)
        if (line.intersects(QLineF(corners[k], corners[(k + 1) % 4]), nullptr) == QLineF::BoundedIntersection)
            return true;
    return place.contains(line.p1());
}

}  // namespace

QVector<QRectF> placePointLabels(const QVector<PointLabel>& labels, const QRectF& within, const LabelObstacles& obstacles)
{
    constexpr int sides[][2] = {{1, 0}, {-1, 0}, {1, -1}, {-1, -1}, {1, 1}, {-1, 1}, {0, -1}, {0, 1}};
    QVector<QRectF> placed(labels.size());
    const auto isFree = [&](const QRectF& place) {
        const auto covers = [&place](const QRectF& other) { return place.intersects(other); };
        return within.contains(place) && std::none_of(obstacles.taken.begin(), obstacles.taken.end(), covers)
               && std::none_of(placed.begin(), placed.end(), covers)
               && std::none_of(labels.begin(), labels.end(), [&](const PointLabel& label) { return covers(around(label)); });
    };
    const auto linesUnder = [&](const QRectF& place) {
        return std::count_if(obstacles.lines.begin(), obstacles.lines.end(),
                             [&](const QLineF& line) { return crosses(line, place); });
    };
    for (qsizetype k = 0; k < labels.size(); ++k) {
        double least = 1e9;
        QRectF best;
        for (const double gap : gaps)
            for (const auto& side : sides) {
                const QRectF place = beside(labels[k], gap, side[0], side[1]);
                constexpr double pixelsALineIsWorth = 15.0;
                const double cost = gap + pixelsALineIsWorth * static_cast<double>(linesUnder(place));
                if (cost < least && isFree(place)) {
                    least = cost;
                    best = place;
                }
            }
        placed[k] = best;
    }
    return placed;
}

}  // namespace isthmus::widgets
