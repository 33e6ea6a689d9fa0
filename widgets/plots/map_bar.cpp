#include "widgets/plots/map_bar.h"

#include "widgets/plots/plot_style.h"

#include <qcustomplot.h>

namespace isthmus::widgets {

namespace {

constexpr int barWidth = 12;
constexpr double pointHeight = 6.0;  // as much room as QCustomPlot leaves at both ends

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

/// The points at the ends of the bar.
class MapBar::Ends final : public QCPAbstractItem {
public:
    Ends(QCustomPlot& plot, QCPColorScale& bar) : QCPAbstractItem(&plot), bar_(bar)
    {
        setSelectable(false);
        setClipToAxisRect(false);
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

    MapColours colours;

protected:
    void draw(QCPPainter* painter) override
    {
        if (!bar_.visible())
            return;
        const QRectF bar = bar_.axis()->axisRect()->rect();
        painter->setAntialiasing(true);
        painter->setPen(Qt::NoPen);
        const auto point = [&](double edge, double tip, double share) {
            painter->setBrush(mapColor(colours.map, share));
            painter->drawPolygon(
                QPolygonF({QPointF(bar.left(), edge), QPointF(bar.right(), edge), QPointF(bar.center().x(), tip)}));
        };
        if (colours.beyond.above)
            point(bar.top(), bar.top() - pointHeight, 1.0);
        if (colours.beyond.below)
            point(bar.bottom(), bar.bottom() + pointHeight, 0.0);
    }

private:
    QCPColorScale& bar_;
};

MapBar::MapBar(QCustomPlot& plot) : bar_(new QCPColorScale(&plot)), ends_(new Ends(plot, *bar_))
{
    bar_->setType(QCPAxis::atRight);
    bar_->setBarWidth(barWidth);
    bar_->setRangeDrag(false);
    bar_->setRangeZoom(false);
}

void MapBar::setColours(const MapColours& colours)
{
    ends_->colours = colours;
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
