#pragma once
#include "widgets/landscape/grid_values.h"

class QCPAxis;
class QCPColorGradient;
class QCPColorScale;
class QCustomPlot;

namespace isthmus::widgets {

/// How values become colours.
struct MapColours {
    ColorMap map = ColorMap::Viridis;
    ValueRange range;
    GridShowing::Scale scale = GridShowing::Scale::Linear;
    GridShowing::Measure measure = GridShowing::Measure::Loss;
    Beyond beyond = {};

    QColor of(double value) const { return mapColor(map, shareOf(value, range, scale)); }
    /// What the colour bar and contour labels count in: nats, or percent.
    double unit() const { return isPercent(measure) ? 100.0 : 1.0; }
    bool operator==(const MapColours&) const = default;
};

/// For shares of a range, 0 to 1; nothing is drawn where there is none.
QCPColorGradient gradientOf(ColorMap map);

/// The colour bar of one map, or of several, with a pointed end where values lie beyond it.
class MapBar {
public:
    /// For the plot's layout, into which it is put by the caller.
    explicit MapBar(QCustomPlot& plot);

    void setColours(const MapColours& colours);
    /// Takes fonts and line colours from the theme.
    void restyle();

    QCPColorScale* element() const { return bar_; }
    QCPAxis& axis() const;

private:
    class Ends;

    QCPColorScale* bar_;
    Ends* ends_;
};

}  // namespace isthmus::widgets
