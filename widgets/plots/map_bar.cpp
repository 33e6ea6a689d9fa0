#include "widgets/plots/map_bar.h"

#include "widgets/plots/plot_style.h"

#include <qcustomplot.h>

namespace isthmus::widgets {

namespace {

constexpr int barWidth = 12;

}  // namespace

QCPColorGradient gradientOf(ColorMap map)
{
    constexpr int stops = 128;
    QMap<double, QColor> all;
    for (int k = 0; k <= stops; ++k)
        all.insert(static_cast<double>(k) / stops, mapColor(map, static_cast<double>(k) / stops));
    QCPColorGradient gradient;
    gradient.setColorStops(all);
    gradient.setLevelCount(512);
    gradient.setNanHandling(QCPColorGradient::nhTransparent);
    return gradient;
}

MapBar::MapBar(QCustomPlot& plot) : bar_(new QCPColorScale(&plot))
{
    bar_->setType(QCPAxis::atRight);
    bar_->setBarWidth(barWidth);
    bar_->setRangeDrag(false);
    bar_->setRangeZoom(false);
}

void MapBar::setColours(const MapColours& colours)
{
    bar_->setGradient(gradientOf(colours.map));
    colours.scale == GridShowing::Scale::Logarithmic ? useLogScale(axis()) : useLinearScale(axis());
    bar_->setDataRange({colours.unit() * colours.range.low, colours.unit() * colours.range.high});
}

void MapBar::restyle()
{
    styleAxis(axis());
    // The bar has a frame of four axes of its own.
    for (QCPAxis* side : axis().axisRect()->axes())
        side->setBasePen(Qt::NoPen);
}

QCPAxis& MapBar::axis() const { return *bar_->axis(); }

}  // namespace isthmus::widgets
