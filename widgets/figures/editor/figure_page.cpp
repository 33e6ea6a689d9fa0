#include "widgets/figures/editor/figure_page.h"

#include "widgets/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScreen>
#include <QWheelEvent>

#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr int around = 24;  // of the page, for its shadow
constexpr double smallestZoom = 0.25;
constexpr double largestZoom = 8.0;

}  // namespace

FigurePage::FigurePage(QWidget* parent) : QWidget(parent), painter_(new PagePainter(this))
{
    setAccessibleName(tr("Preview of the figure"));
    setFocusPolicy(Qt::ClickFocus);
    connect(painter_, &PagePainter::painted, this, &FigurePage::take);
}

void FigurePage::setDrawing(std::shared_ptr<const FigureDrawing> drawing, const QString& message)
{
    drawing_ = std::move(drawing);
    message_ = message;
    if (drawing_)
        order();
    else
        take(nullptr, {});
}

/// The picture of what is to be seen, as large as it is to be seen.
void FigurePage::order()
{
    if (drawing_)
        painter_->paint(drawing_, truePixels() * zoomOf(*drawing_) * devicePixelRatioF());
}

void FigurePage::take(const std::shared_ptr<const FigureDrawing>& drawing, const QImage& image)
{
    if (!drawing_ && drawing)
        return;  // there is nothing to see any more
    shown_ = drawing;
    image_ = image;
    image_.setDevicePixelRatio(devicePixelRatioF());
    outgrow();
}

void FigurePage::outgrow()
{
    resize(sizeHint());
    updateGeometry();
    update();
}

void FigurePage::setSelected(int panel)
{
    selected_ = panel;
    update();
}

void FigurePage::setZoom(std::optional<double> zoom)
{
    if (zoom)
        zoom = qBound(smallestZoom, *zoom, largestZoom);
    if (zoom == zoom_)
        return;
    zoom_ = zoom;
    order();
    outgrow();
    Q_EMIT zoomChanged(zoom_);
}

void FigurePage::setView(QSize view)
{
    view_ = view;
    if (zoom_)
        return;
    order();
    outgrow();
}

double FigurePage::zoomOf(const FigureDrawing& drawing) const
{
    if (zoom_ || view_.isEmpty())
        return zoom_.value_or(1.0);
    const QSizeF page = drawing.size() * truePixels();
    const double fitting = qMin((view_.width() - 2.0 * around) / page.width(), (view_.height() - 2.0 * around) / page.height());
    return qBound(smallestZoom, fitting, 1.0);
}

/// For a point. The screen's own idea of an inch where that can be true, else what its windows are scaled by.
double FigurePage::truePixels() const
{
    const double physical = screen()->physicalDotsPerInch();
    const double dots = physical > 60.0 && physical < 400.0 ? physical : logicalDpiX();
    return dots / 72.0;
}

double FigurePage::pixelsPerPoint() const { return shown_ ? truePixels() * zoomOf(*shown_) : truePixels(); }

QRectF FigurePage::pageRect() const
{
    if (!shown_)
        return {};
    const QSizeF size = shown_->size() * pixelsPerPoint();
    const int left = qRound(0.5 * (width() - size.width())), top = qMax(around, qRound(0.5 * (height() - size.height())));
    return {QPointF(left, top), size};
}

QRectF FigurePage::panelRect(int panel) const
{
    const std::vector<QRectF> places = shown_ ? shown_->panelPlaces() : std::vector<QRectF>();
    if (panel < 0 || panel >= static_cast<int>(places.size()))
        return {};
    const QRectF place = places[static_cast<std::size_t>(panel)];
    return {pageRect().topLeft() + place.topLeft() * pixelsPerPoint(), place.size() * pixelsPerPoint()};
}

QSize FigurePage::sizeHint() const
{
    if (!shown_)
        return {320, 240};
    const QSizeF size = shown_->size() * pixelsPerPoint();
    return {qCeil(size.width()) + 2 * around, qCeil(size.height()) + 2 * around};
}

void FigurePage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!shown_) {
        painter.setPen(color(Role::Muted));
        painter.drawText(rect().adjusted(around, around, -around, -around), Qt::AlignCenter | Qt::TextWordWrap,
                         drawing_ ? tr("The figure is being drawn.") : message_);
        return;
    }
    if (image_.devicePixelRatio() != devicePixelRatioF())
        order();  // the window has moved to another screen
    const QRectF page = pageRect();
    for (int k = 6; k > 0; --k)
        painter.fillRect(page.adjusted(-k, 2 - k, k, 2 + k), QColor(0, 0, 0, 9));
    const QSizeF drawn = image_.deviceIndependentSize();
    const bool asLarge = qAbs(drawn.width() - page.width()) < 1.0;  // else until there is one of the size that it has now
    painter.setRenderHint(QPainter::SmoothPixmapTransform, !asLarge);
    painter.drawImage(QRectF(page.topLeft(), asLarge ? drawn : page.size()), image_);
    if (shown_->panelPlaces().size() < 2)
        return;
    if (const QRectF place = panelRect(selected_); !place.isEmpty()) {
        painter.setPen(QPen(color(Role::Accent), 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(place.adjusted(-2, -2, 2, 2));
    }
}

void FigurePage::mousePressEvent(QMouseEvent* event)
{
    const int panels = shown_ ? static_cast<int>(shown_->panelPlaces().size()) : 0;
    for (int k = 0; k < panels; ++k)
        if (panelRect(k).contains(event->position()))
            Q_EMIT panelClicked(k);
}

void FigurePage::wheelEvent(QWheelEvent* event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        event->ignore();  // the view scrolls
        return;
    }
    setZoom(zoom() * std::pow(1.25, event->angleDelta().y() / 120.0));
    event->accept();
}

void FigurePage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

}  // namespace isthmus::widgets
