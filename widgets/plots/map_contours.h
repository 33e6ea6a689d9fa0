#pragma once
#include "widgets/plots/map_picture.h"
#include "widgets/scene3d/contours.h"

#include <functional>

class QCustomPlot;

namespace isthmus::widgets {

/// Contour lines over a map, with the values of some of them written along the line, which makes room for them.
class MapContours {
public:
    /// Lives as long as the plot, which owns what is drawn. `taken` tells where no label may be, in pixels.
    MapContours(QCustomPlot& plot, std::function<QVector<QRectF>()> taken);

    void setContours(std::vector<Contour> contours);
    const std::vector<Contour>& contours() const;
    void setColours(const MapColours& colours);
    void setLabelled(bool labelled);

    /// Where values were written last, in pixels.
    const QVector<QPolygonF>& labelPlaces() const;

private:
    class Item;
    Item* item_;
};

}  // namespace isthmus::widgets
