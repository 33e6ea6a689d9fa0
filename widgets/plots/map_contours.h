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

    /// x and y: the grid's coordinates. While the layer is being filled the lines are those of its scored lattice.
    void setLayer(const std::vector<double>& x, const std::vector<double>& y, const GridLayer& layer, const MapColours& colours);
    void clear();
    const std::vector<Contour>& contours() const;
    /// Sparse: half as many lines, and none has its value written on it.
    void setSparse(bool sparse);

    /// Where values were written last, in pixels.
    const QVector<QPolygonF>& labelPlaces() const;

private:
    class Item;
    struct Source {
        std::vector<double> x, y, values, levels;
        bool operator==(const Source& other) const;
    };

    Item* item_;
    Source source_;  ///< what the lines were made of
};

}  // namespace isthmus::widgets
