#include "widgets/plots/map_marks.h"

#include "widgets/plots/plot_style.h"
#include "widgets/plots/point_labels.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr double anchorRadius = 4.5;
constexpr double smallRadius = 2.0;  ///< of marks on small maps
constexpr double roomForAll = 90.0;  ///< a narrower map has room for the emphasised networks only
constexpr double pinRadius = 6.0;
constexpr double largestRing = 10.0;  ///< beyond the mark, for the network that is farthest off the plane
constexpr double reach = 4.0;         ///< beside a mark the mouse still has it
const QColor light(255, 255, 255);
const QColor dark(20, 22, 26);

QColor faint(QColor colour, float share)
{
    colour.setAlphaF(share);
    return colour;
}

void drawArrow(QCPPainter& painter, const QLineF& whole)
{
    constexpr double shortest = 46.0, half = 4.0;
    if (whole.length() < shortest)
        return;
    const QPointF along = (whole.p2() - whole.p1()) / whole.length(), across(-along.y(), along.x());
    const QPointF tip = whole.center() + half * along, back = tip - 2.0 * half * along;
    painter.setPen(QPen(faint(dark, 0.7F), 1));
    painter.setBrush(light);
    painter.drawPolygon(QPolygonF{tip, back + half * across, back - half * across});
}

}  // namespace

class MapMarks::Item final : public QCPAbstractItem {
public:
    explicit Item(QCustomPlot& plot) : QCPAbstractItem(&plot), plot_(plot)
    {
        setSelectable(false);
        setClipToAxisRect(false);
        setLayer(QStringLiteral("legend"));
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

    std::vector<MapAnchor> anchors;
    std::vector<std::size_t> path;
    QVector<MapPin> pins;
    bool isSmall = false;

    /// Of the disc or circle in the middle. On a small map size has to say what a bold name says on others.
    double radiusOf(const MapAnchor& anchor) const
    {
        return !isSmall ? anchorRadius : anchor.emphasised ? 2.0 * smallRadius : smallRadius;
    }
    double ringRadius(const MapAnchor& anchor) const
    {
        return anchor.offPlane > 0.0 && !isSmall ? anchorRadius + 2.5 + (largestRing - 2.5) * anchor.offPlane : 0.0;
    }
    bool isTiny() const { return isSmall && plot_.axisRect()->width() < roomForAll; }
    double markRadius(const MapAnchor& anchor) const { return std::max(radiusOf(anchor), ringRadius(anchor)); }

    QPointF onScreen(const QPointF& place) const
    {
        return {plot_.xAxis->coordToPixel(place.x()), plot_.yAxis->coordToPixel(place.y())};
    }

    /// Of the marks in view: the emphasised ones choose the place of their names first, then pins, what spans the map, and
    /// the others in their order.
    QVector<QRectF> labelPlaces() const
    {
        const QRectF axes = plot_.axisRect()->rect();
        struct Wanted {
            int rank;
            qsizetype at;
            PointLabel label;
        };
        std::vector<Wanted> wanted;
        const auto want = [&](const QString& name, const QPointF& place, double radius, bool bold, int rank, qsizetype at) {
            const QPointF pixel = onScreen(place);
            const QFontMetricsF metrics(font(bold));
            if (axes.adjusted(-1, -1, 1, 1).contains(pixel))
                wanted.push_back({rank, at, {pixel, radius, {metrics.horizontalAdvance(name) + 8.0, metrics.height() + 1.0}}});
        };
        for (std::size_t k = 0; k < anchors.size(); ++k) {
            const MapAnchor& anchor = anchors[k];
            want(anchor.name, anchor.place, markRadius(anchor), anchor.emphasised,
                 anchor.emphasised ? 0
                 : anchor.spans    ? 2
                                   : 3,
                 static_cast<qsizetype>(k));
        }
        for (qsizetype k = 0; k < pins.size(); ++k)
            want(pins[k].name, pins[k].place, pinRadius, false, 1, static_cast<qsizetype>(anchors.size()) + k);
        std::stable_sort(wanted.begin(), wanted.end(), [](const Wanted& a, const Wanted& b) { return a.rank < b.rank; });
        QVector<PointLabel> labels;
        for (const Wanted& one : wanted)
            labels << one.label;
        QVector<QRectF> places(static_cast<qsizetype>(anchors.size()) + pins.size());
        if (isSmall)
            return places;
        const QVector<QRectF> placed = placePointLabels(labels, axes.adjusted(2, 2, -2, -2), {{}, pathLines()});
        for (std::size_t k = 0; k < wanted.size(); ++k)
            places[wanted[k].at] = placed[static_cast<qsizetype>(k)];
        return places;
    }

protected:
    void draw(QCPPainter* painter) override
    {
        painter->setAntialiasing(true);
        painter->setClipRect(plot_.axisRect()->rect().adjusted(-6, -6, 6, 6));
        if (!isTiny())
            drawPath(*painter);
        const QVector<QRectF> places = labelPlaces();
        qsizetype at = 0;
        for (const MapAnchor& anchor : anchors) {
            if (anchor.emphasised || !isTiny())
                drawAnchor(*painter, anchor);
            drawName(*painter, anchor.name, places[at++], onScreen(anchor.place), markRadius(anchor), anchor.emphasised);
        }
        for (const MapPin& pin : pins) {
            drawPin(*painter, onScreen(pin.place));
            drawName(*painter, pin.name, places[at++], onScreen(pin.place), pinRadius, false);
        }
    }

private:
    static QFont font(bool bold)
    {
        QFont own = plotFont();
        own.setBold(bold);
        return own;
    }

    /// From mark to mark; the inside of a hollow one stays free.
    QVector<QLineF> pathLines() const
    {
        QVector<QLineF> lines;
        for (std::size_t k = 1; k < path.size(); ++k) {
            const MapAnchor &from = anchors[path[k - 1]], &to = anchors[path[k]];
            const QLineF whole(onScreen(from.place), onScreen(to.place));
            const double first = from.spans ? 0.0 : radiusOf(from), last = to.spans ? 0.0 : radiusOf(to);
            if (whole.length() > first + last)
                lines << QLineF(whole.pointAt(first / whole.length()), whole.pointAt(1.0 - last / whole.length()));
        }
        return lines;
    }

    void drawPath(QCPPainter& painter) const
    {
        const QVector<QLineF> lines = pathLines();
        const double width = isSmall ? 1.0 : 1.6;
        painter.setPen(QPen(faint(dark, 0.6F), width + 1.8, Qt::SolidLine, Qt::FlatCap));
        painter.drawLines(lines);
        painter.setPen(QPen(light, width, Qt::SolidLine, Qt::FlatCap));
        painter.drawLines(lines);
        for (const QLineF& line : isSmall ? QVector<QLineF>() : lines)
            drawArrow(painter, line);
    }

    void drawAnchor(QCPPainter& painter, const MapAnchor& anchor) const
    {
        const QPointF centre = onScreen(anchor.place);
        const double radius = radiusOf(anchor);
        painter.setBrush(Qt::NoBrush);
        if (const double ring = ringRadius(anchor); ring > 0.0) {
            painter.setPen(QPen(faint(dark, 0.6F), 2.6));
            painter.drawEllipse(centre, ring, ring);
            painter.setPen(QPen(light, 1.1));
            painter.drawEllipse(centre, ring, ring);
        }
        if (anchor.spans) {
            painter.setPen(QPen(dark, 1.4));
            painter.setBrush(light);
            painter.drawEllipse(centre, radius, radius);
        } else {
            painter.setPen(QPen(dark, 3.6));
            painter.drawEllipse(centre, radius - 0.6, radius - 0.6);
            painter.setPen(QPen(light, 1.6));
            painter.drawEllipse(centre, radius - 0.6, radius - 0.6);
        }
    }

    void drawPin(QCPPainter& painter, const QPointF& centre) const
    {
        painter.setPen(QPen(light, 1.6));
        painter.setBrush(color(Role::Accent));
        painter.drawPolygon(QPolygonF{centre + QPointF(0, -pinRadius), centre + QPointF(pinRadius, 0),
                                      centre + QPointF(0, pinRadius), centre + QPointF(-pinRadius, 0)});
    }

    void drawName(QCPPainter& painter, const QString& name, const QRectF& place, const QPointF& mark, double radius,
                  bool bold) const
    {
        if (place.isNull())
            return;
        const QPointF nearest(std::clamp(mark.x(), place.left(), place.right()),
                              std::clamp(mark.y(), place.top(), place.bottom()));
        const QLineF leader(nearest, mark);
        if (leader.length() > radius + 6.0) {
            painter.setPen(QPen(faint(color(Role::Text), 0.7F), 1));
            painter.drawLine(leader.p1(), leader.pointAt(1.0 - radius / leader.length()));
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(faint(color(Role::Panel), 0.82F));
        painter.drawRoundedRect(place, 3, 3);
        painter.setFont(font(bold));
        painter.setPen(color(Role::Text));
        painter.drawText(place, Qt::AlignCenter, name);
    }

    QCustomPlot& plot_;
};

MapMarks::MapMarks(QCustomPlot& plot) : item_(new Item(plot)) {}

void MapMarks::setAnchors(std::vector<MapAnchor> anchors, std::vector<std::size_t> path)
{
    item_->anchors = std::move(anchors);
    item_->path = std::move(path);
}

void MapMarks::setPins(const QVector<MapPin>& pins) { item_->pins = pins; }
void MapMarks::setSmall(bool isSmall) { item_->isSmall = isSmall; }
const QVector<MapPin>& MapMarks::pins() const { return item_->pins; }

int MapMarks::anchorAt(const QPointF& pixel) const
{
    int nearest = -1;
    double least = reach;
    for (std::size_t k = 0; k < item_->anchors.size(); ++k)
        if (const double away = QLineF(pixel, item_->onScreen(item_->anchors[k].place)).length();
            away - item_->radiusOf(item_->anchors[k]) <= least) {
            least = away - item_->radiusOf(item_->anchors[k]);
            nearest = item_->anchors[k].number;
        }
    return nearest;
}

int MapMarks::pinAt(const QPointF& pixel) const
{
    for (int k = static_cast<int>(item_->pins.size()) - 1; k >= 0; --k)
        if (QLineF(pixel, item_->onScreen(item_->pins[k].place)).length() <= pinRadius + reach)
            return k;
    return -1;
}

QVector<QRectF> MapMarks::labelPlaces() const { return item_->labelPlaces(); }

QVector<QRectF> MapMarks::taken() const
{
    QVector<QRectF> all = item_->labelPlaces();
    const auto add = [&](const QPointF& place, double radius) {
        const QPointF centre = item_->onScreen(place);
        all << QRectF(centre - QPointF(radius, radius), 2 * QSizeF(radius, radius));
    };
    for (const MapAnchor& anchor : item_->anchors)
        add(anchor.place, item_->markRadius(anchor));
    for (const MapPin& pin : item_->pins)
        add(pin.place, pinRadius);
    return all;
}

}  // namespace isthmus::widgets
