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

FigurePage::FigurePage(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Preview of the figure"));
    setFocusPolicy(Qt::ClickFocus);
}

void FigurePage::setDrawing(std::shared_ptr<const FigureDrawing> drawing, const QString& message)
{
    drawing_ = std::move(drawing);
    message_ = message;
    image_ = QImage();
    resize(sizeHint());
    updateGeometry();
    update();
}

void FigurePage::setSelected(int panel)
{
    selected_ = panel;
    update();
}

void FigurePage::setZoom(double zoom)
{
    zoom = qBound(smallestZoom, zoom, largestZoom);
    if (qFuzzyCompare(zoom, zoom_))
        return;
    zoom_ = zoom;
    image_ = QImage();
    resize(sizeHint());
    updateGeometry();
    update();
    Q_EMIT zoomChanged(zoom_);
}

void FigurePage::zoomToFit(QSize view)
{
    if (!drawing_)
        return;
    const QSizeF page = drawing_->size() * pixelsPerPoint() / zoom_;
    setZoom(qMin((view.width() - 2.0 * around) / page.width(), (view.height() - 2.0 * around) / page.height()));
}

/// The screen's own idea of an inch where that can be true, else what its windows are scaled by.
double FigurePage::pixelsPerPoint() const
{
    const double physical = screen()->physicalDotsPerInch();
    const double dots = physical > 60.0 && physical < 400.0 ? physical : logicalDpiX();
    return zoom_ * dots / 72.0;
}

QRectF FigurePage::pageRect() const
{
    if (!drawing_)
        return {};
    const QSizeF size = drawing_->size() * pixelsPerPoint();
    return {QPointF(0.5 * (width() - size.width()), qMax<double>(around, 0.5 * (height() - size.height()))), size};
}

QRectF FigurePage::panelRect(int panel) const
{
    const std::vector<QRectF> places = drawing_ ? drawing_->panelPlaces() : std::vector<QRectF>();
    if (panel < 0 || panel >= static_cast<int>(places.size()))
        return {};
    const QRectF place = places[static_cast<std::size_t>(panel)];
    return {pageRect().topLeft() + place.topLeft() * pixelsPerPoint(), place.size() * pixelsPerPoint()};
}

QSize FigurePage::sizeHint() const
{
    if (!drawing_)
        return {320, 240};
    const QSizeF size = drawing_->size() * pixelsPerPoint();
    return {qCeil(size.width()) + 2 * around, qCeil(size.height()) + 2 * around};
}

void FigurePage::render()
{
    const double ratio = devicePixelRatioF();
    image_ = QImage((pageRect().size() * ratio).toSize(), QImage::Format_RGB32);
    image_.fill(Qt::white);
    drawing_->paint(image_, QTransform::fromScale(pixelsPerPoint() * ratio, pixelsPerPoint() * ratio));
    image_.setDevicePixelRatio(ratio);
}

void FigurePage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!drawing_) {
        painter.setPen(color(Role::Muted));
        painter.drawText(rect().adjusted(around, around, -around, -around), Qt::AlignCenter | Qt::TextWordWrap, message_);
        return;
    }
    if (image_.isNull())
        render();
    const QRectF page = pageRect();
    for (int k = 6; k > 0; --k)
        painter.fillRect(page.adjusted(-k, 2 - k, k, 2 + k), QColor(0, 0, 0, 9));
    painter.drawImage(page.topLeft(), image_);
    if (drawing_->panelPlaces().size() < 2)
        return;
    if (const QRectF place = panelRect(selected_); !place.isEmpty()) {
        painter.setPen(QPen(color(Role::Accent), 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(place.adjusted(-2, -2, 2, 2));
    }
}

void FigurePage::mousePressEvent(QMouseEvent* event)
{
    const int panels = drawing_ ? static_cast<int>(drawing_->panelPlaces().size()) : 0;
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
    setZoom(zoom_ * std::pow(1.25, event->angleDelta().y() / 120.0));
    event->accept();
}

void FigurePage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

}  // namespace isthmus::widgets
