#pragma once
#include "widgets/landscape/grid_fill.h"
#include "widgets/landscape/grid_values.h"

#include <QRectF>

class QCPAxis;
class QCPColorMap;
class QCPColorScale;
class QCustomPlot;

namespace isthmus::widgets {

/// How values become colours.
struct MapColours {
    ColorMap map = ColorMap::Viridis;
    ValueRange range;
    GridShowing::Scale scale = GridShowing::Scale::Linear;
    GridShowing::Measure measure = GridShowing::Measure::Loss;

    QColor of(double value) const { return mapColor(map, shareOf(value, range, scale)); }
    /// What the colour bar and contour labels count in: nats, or percent.
    double unit() const { return measure == GridShowing::Measure::Accuracy ? 100.0 : 1.0; }
    bool operator==(const MapColours&) const = default;
};

/// The coloured grid with its colour bar; a quiet hatch where a point of the grid has no value.
class MapPicture {
public:
    /// Lives as long as the plot, which owns what is drawn.
    explicit MapPicture(QCustomPlot& plot);

    /// x and y: the grid's evenly spaced coordinates, with the values to be coloured.
    void setLayer(const std::vector<double>& x, const std::vector<double>& y, const GridLayer& layer);
    void setColours(const MapColours& colours);
    void setBarShown(bool shown);
    QCPAxis& barAxis() const;
    /// Takes fonts and line colours from the theme.
    void restyle();

private:
    class Hatch;
    void colourCells();

    QCustomPlot& plot_;
    QCPColorMap* map_;
    QCPColorScale* bar_;
    Hatch* hatch_;
    GridLayer layer_;
    MapColours colours_;
};

}  // namespace isthmus::widgets
