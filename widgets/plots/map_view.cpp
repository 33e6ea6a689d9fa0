#include "widgets/plots/map_view.h"

#include "widgets/plots/axis_steps.h"
#include "widgets/plots/plot_canvas.h"
#include "widgets/plots/plot_style.h"

namespace isthmus::widgets {

MapView::MapView(PlotCanvas& plot, QObject* parent) : QObject(parent), plot_(plot)
{
    connect(&plot, &QCustomPlot::beforeReplot, this, &MapView::fitAxes);
}

void MapView::setWhole(const QRectF& whole, bool equalUnits)
{
    if (whole == whole_ && equalUnits == equalUnits_)
        return;
    whole_ = whole;
    equalUnits_ = equalUnits;
    reset();
}

void MapView::setLabel(QCPAxis& axis, const QString& label)
{
    labels_[&axis] = label;
    redraw();
}

QRectF MapView::shown() const
{
    const QCPRange x = plot_.xAxis->range(), y = plot_.yAxis->range();
    return {x.lower, y.lower, x.size(), y.size()};
}

void MapView::show(const QRectF& part)
{
    const AxisSpan x = keptWithin({part.left(), part.right()}, {whole_.left(), whole_.right()}, false);
    const AxisSpan y = keptWithin({part.top(), part.bottom()}, {whole_.top(), whole_.bottom()}, false);
    plot_.xAxis->setRange(x.lower, x.upper);
    plot_.yAxis->setRange(y.lower, y.upper);
    redraw();
}

void MapView::reset() { show(whole_); }

void MapView::zoom(double factor, const QPointF& place)
{
    const QRectF now = shown();
    // Not beyond the whole in one direction before the other.
    const double most = std::max(whole_.width() / now.width(), whole_.height() / now.height());
    factor = std::min(factor, most);
    show({place + factor * (now.topLeft() - place), factor * now.size()});
}

void MapView::pan(const QPointF& pixels)
{
    const QRectF now = shown(), axes = area();
    show(now.translated(-pixels.x() * now.width() / axes.width(), pixels.y() * now.height() / axes.height()));
}

QPointF MapView::toPixel(const QPointF& place) const
{
    return {plot_.xAxis->coordToPixel(place.x()), plot_.yAxis->coordToPixel(place.y())};
}

QPointF MapView::toPlace(const QPointF& pixel) const
{
    return {plot_.xAxis->pixelToCoord(pixel.x()), plot_.yAxis->pixelToCoord(pixel.y())};
}

QRectF MapView::area() const { return plot_.axisRect()->rect(); }

void MapView::redraw() { plot_.redraw(); }

void MapView::fitAxes()
{
    QCPAxisRect* axes = plot_.axisRect();
    axes->setSizeConstraintRect(QCPLayoutElement::scrInnerRect);
    const auto layOut = [this] {
        for (const auto phase : {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout})
            plot_.plotLayout()->update(phase);
    };
    // Other ticks have wider or narrower labels, which leave the axes another length: the second time it is the last one.
    for (int time = 0; time < 2; ++time) {
        axes->setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
        layOut();
        if (equalUnits_ && !whole_.isEmpty()) {
            const QSizeF size = whole_.size().scaled(axes->size(), Qt::KeepAspectRatio);
            axes->setMaximumSize(std::max(1, qRound(size.width())), std::max(1, qRound(size.height())));
            layOut();
        }
        // The end of a direction's title names the network that it leads to, as in the surface.
        for (const auto& [axis, label] : labels_)
            fitAxis(*axis, label, axis->axisRect() == axes ? Qt::ElideLeft : Qt::ElideRight);
    }
}

}  // namespace isthmus::widgets
