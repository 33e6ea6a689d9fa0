#pragma once
#include <QPointF>
#include <QRectF>
#include <QString>
#include <QVector>

#include <vector>

class QCustomPlot;

namespace isthmus::widgets {

/// A network on a map.
struct MapAnchor {
    int number = 0;  ///< in the grid, from 0
    QString name;
    QPointF place;
    bool spans = true;      ///< the map is laid through it: a filled mark
    double offPlane = 0.0;  ///< its distance from the map as a share of the largest one: the size of its ring
    bool emphasised = false;
};

/// A place that the user has marked and can move.
struct MapPin {
    QString name;
    QPointF place;

    bool operator==(const MapPin&) const = default;
};

/// Anchors, the path through them and pins over a map, with names that do not cover each other. White with a dark edge:
/// read on every colour of every map.
class MapMarks {
public:
    /// Lives as long as the plot, which owns what is drawn.
    explicit MapMarks(QCustomPlot& plot);

    /// The path goes through anchors by their places in the list.
    void setAnchors(std::vector<MapAnchor> anchors, std::vector<std::size_t> path);
    void setPins(const QVector<MapPin>& pins);
    /// For a small map: small marks without names, rings and arrows.
    void setSmall(bool isSmall);

    const QVector<MapPin>& pins() const;
    /// The mark under a place on the screen, an anchor by its number in the grid; −1 for none.
    int anchorAt(const QPointF& pixel) const;
    int pinAt(const QPointF& pixel) const;

    /// Where each anchor's name is written, then each pin's; null where there was no room.
    QVector<QRectF> labelPlaces() const;
    /// Marks and names: what nothing else should be written on.
    QVector<QRectF> taken() const;

private:
    class Item;
    Item* item_;
};

}  // namespace isthmus::widgets
