#pragma once
#include "widgets/landscape/grid_fill.h"
#include "widgets/plots/map_bar.h"

class QCPColorMap;
class QCustomPlot;

namespace isthmus::widgets {

/// The coloured grid with its colour bar; a quiet hatch where a point of the grid has no value.
class MapPicture {
public:
    /// Lives as long as the plot, which owns what is drawn.
    explicit MapPicture(QCustomPlot& plot);

    /// x and y: the grid's evenly spaced coordinates, with the values to be coloured.
    void setLayer(const std::vector<double>& x, const std::vector<double>& y, const GridLayer& layer);
    void setColours(const MapColours& colours);
    void setBarShown(bool shown);
    QCPAxis& barAxis() const { return bar_.axis(); }
    /// Takes fonts and line colours from the theme.
    void restyle();

private:
    class Hatch;
    void colourCells();

    QCustomPlot& plot_;
    QCPColorMap* map_;
    MapBar bar_;
    Hatch* hatch_;
    GridLayer layer_;
    MapColours colours_;
};

}  // namespace isthmus::widgets
