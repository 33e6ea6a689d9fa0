#include "widgets/plots/map_picture.h"

#include "widgets/landscape/grid_places.h"
#include "widgets/plots/plot_style.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

namespace isthmus::widgets {

/// Thin diagonals over the points that have no value; lines, because Qt's brush patterns come out differently in every kind
/// of file.
class MapPicture::Hatch final : public QCPAbstractItem {
public:
    explicit Hatch(QCustomPlot& plot) : QCPAbstractItem(&plot), plot_(plot)
    {
        setSelectable(false);
        setLayer(QStringLiteral("grid"));
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

    QVector<QRectF> missing;  ///< in the plot's coordinates

protected:
    void draw(QCPPainter* painter) override
    {
        if (missing.isEmpty())
            return;
        QRegion region;
        for (const QRectF& place : missing) {
            const QPointF first(plot_.xAxis->coordToPixel(place.left()), plot_.yAxis->coordToPixel(place.bottom()));
            const QPointF last(plot_.xAxis->coordToPixel(place.right()), plot_.yAxis->coordToPixel(place.top()));
            region += QRect(first.toPoint(), last.toPoint() - QPoint(1, 1));
        }
        const QRect axes = plot_.axisRect()->rect();
        painter->setClipRegion(region & axes);
        painter->setAntialiasing(true);
        painter->setPen(QPen(color(Role::Line), 1));
        constexpr int spacing = 8;
        for (int x = axes.left() - axes.height(); x < axes.right(); x += spacing)
            painter->drawLine(QPointF(x, axes.bottom() + 1), QPointF(x + axes.height(), axes.top()));
    }

private:
    QCustomPlot& plot_;
};

MapPicture::MapPicture(QCustomPlot& plot)
    : plot_(plot), map_(new QCPColorMap(plot.xAxis, plot.yAxis)), bar_(plot), hatch_(new Hatch(plot))
{
    map_->setInterpolate(false);
    map_->setSelectable(QCP::stNone);
    map_->setDataRange({0.0, 1.0});
    auto* margins = new QCPMarginGroup(&plot);
    plot.axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    bar_.element()->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    plot.plotLayout()->setColumnSpacing(12);
    setBarShown(true);
}

void MapPicture::setBarShown(bool shown)
{
    QCPColorScale* bar = bar_.element();
    bar->setVisible(shown);
    if (shown && !plot_.plotLayout()->hasElement(0, 1))
        plot_.plotLayout()->addElement(0, 1, bar);
    else if (!shown && plot_.plotLayout()->hasElement(0, 1))
        plot_.plotLayout()->take(bar);
    plot_.plotLayout()->simplify();
}

void MapPicture::setLayer(const std::vector<double>& x, const std::vector<double>& y, const GridLayer& layer)
{
    layer_ = layer;
    if (x.empty() || y.empty()) {
        map_->data()->setSize(0, 0);
        hatch_->missing.clear();
        return;
    }
    const auto columns = static_cast<int>(layer.columns), rows = static_cast<int>(layer.rows);
    if (map_->data()->keySize() != columns || map_->data()->valueSize() != rows)
        map_->data()->setSize(columns, rows);
    map_->data()->setRange({x.front(), x.back()}, {y.front(), y.back()});
    hatch_->missing.clear();
    const QRectF cells = cellsOf(x, y);
    const double width = cells.width() / columns, height = cells.height() / rows;
    const auto isMissing = [&](std::size_t at) { return std::isnan(layer_.values[at]) && layer_.hasPoint(at); };
    for (int j = 0; j < rows; ++j)
        for (int i = 0; i < columns; ++i) {
            const auto row = static_cast<std::size_t>(j) * layer.columns;
            const int first = i;
            while (i < columns && isMissing(row + static_cast<std::size_t>(i)))
                ++i;
            if (i > first)
                hatch_->missing << QRectF(cells.left() + first * width, cells.top() + j * height, (i - first) * width, height);
        }
    colourCells();
}

void MapPicture::setColours(const MapColours& colours)
{
    if (colours == colours_ && map_->gradient().nanHandling() == QCPColorGradient::nhTransparent)
        return;
    colours_ = colours;
    map_->setGradient(gradientOf(colours.map));
    bar_.setColours(colours);
    colourCells();
}

void MapPicture::colourCells()
{
    // The map is given shares of the range, so that every scale has exactly the colours of mapColor().
    for (std::size_t at = 0; at < layer_.values.size(); ++at)
        map_->data()->setCell(static_cast<int>(at % layer_.columns), static_cast<int>(at / layer_.columns),
                              shareOf(layer_.values[at], colours_.range, colours_.scale));
}

void MapPicture::restyle() { bar_.restyle(); }

}  // namespace isthmus::widgets
