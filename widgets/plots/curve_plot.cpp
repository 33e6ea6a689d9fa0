#include "widgets/plots/curve_plot.h"

#include "widgets/plots/cursor_keys.h"
#include "widgets/plots/plot_canvas.h"
#include "widgets/plots/plot_style.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QScopedValueRollback>

namespace isthmus::widgets {

namespace {

/// Equal but for rounding.
bool sameSpan(const AxisSpan& a, const AxisSpan& b)
{
    const double tolerance = 1e-9 * (b.upper - b.lower);
    return std::abs(a.lower - b.lower) <= tolerance && std::abs(a.upper - b.upper) <= tolerance;
}

}  // namespace

CurvePlot::CurvePlot(const QString& title, const QString& emptyText, QWidget* parent)
    : PlotFrame(title, emptyText, parent), plot_(new PlotCanvas(this))
{
    setCanvas(plot_);
    plot_->plotLayout()->setMargins(QMargins());
    plot_->axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    plot_->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    plot_->setNoAntialiasingOnDrag(true);
    useNumberTicks(*plot_->xAxis);
    useNumberTicks(*plot_->yAxis);

    // The read-out's mark has a buffer of its own, so that moving the mouse does not redraw the curves.
    plot_->layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmBuffered);
    cursorLine_ = new QCPItemStraightLine(plot_);
    cursorLine_->point1->setTypeY(QCPItemPosition::ptAxisRectRatio);
    cursorLine_->point2->setTypeY(QCPItemPosition::ptAxisRectRatio);
    cursorPoint_ = new QCPItemTracer(plot_);
    cursorPoint_->setStyle(QCPItemTracer::tsCircle);
    cursorPoint_->setSize(7);
    cursorPoint_->position->setType(QCPItemPosition::ptPlotCoords);
    for (QCPAbstractItem* item : {static_cast<QCPAbstractItem*>(cursorLine_), static_cast<QCPAbstractItem*>(cursorPoint_)}) {
        item->setLayer(QStringLiteral("overlay"));
        item->setVisible(false);
    }

    auto* reset = new QAction(tr("Show everything"), this);
    reset->setObjectName(QStringLiteral("resetView"));
    connect(reset, &QAction::triggered, this, &CurvePlot::resetView);
    addPlotAction(reset);
    followMouse();
    CurvePlot::restyle();
}

void CurvePlot::followMouse()
{
    connect(plot_, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) { readMouse(event->position()); });
    connect(plot_, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) { pressedAt_ = event->pos(); });
    connect(plot_, &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) {
        const bool moved = (event->pos() - pressedAt_).manhattanLength() >= QApplication::startDragDistance();
        if (event->button() == Qt::LeftButton && !moved && plot_->axisRect()->rect().contains(event->pos()))
            clickedAt(plot_->xAxis->pixelToCoord(event->position().x()), plot_->yAxis->pixelToCoord(event->position().y()));
    });
    connect(plot_, &QCustomPlot::mouseDoubleClick, this, &CurvePlot::resetView);
    connect(plot_, &QCustomPlot::mouseWheel, this, [this](QWheelEvent* event) {
        plot_->axisRect()->setRangeZoom(event->modifiers() & Qt::ShiftModifier ? Qt::Vertical : Qt::Horizontal);
    });
    connect(plot_->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
            [this] { keepInside(plot_->xAxis, wholeX(), false); });
    connect(plot_->yAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
            [this] { keepInside(plot_->yAxis, wholeY(), log_); });
}

void CurvePlot::clickedAt(double, double) {}

void CurvePlot::keepInside(QCPAxis* axis, const AxisSpan& whole, bool log)
{
    if (settingRange_)
        return;
    const QScopedValueRollback guard(settingRange_, true);
    const AxisSpan kept = keptWithin({axis->range().lower, axis->range().upper}, whole, log);
    axis->setRange(kept.lower, kept.upper);
    following_ = sameSpan(shownX(), wholeX()) && sameSpan(shownY(), wholeY());
}

void CurvePlot::resetView()
{
    following_ = true;
    dataChanged();
}

void CurvePlot::dataChanged()
{
    if (following_) {
        const QScopedValueRollback guard(settingRange_, true);
        const AxisSpan x = wholeX(), y = wholeY();
        plot_->xAxis->setRange(x.lower, x.upper);
        plot_->yAxis->setRange(y.lower, y.upper);
    }
    redraw();
}

QCustomPlot& CurvePlot::plot() const { return *plot_; }

void CurvePlot::redraw() { plot_->redraw(); }

AxisSpan CurvePlot::shownX() const { return {plot_->xAxis->range().lower, plot_->xAxis->range().upper}; }
AxisSpan CurvePlot::shownY() const { return {plot_->yAxis->range().lower, plot_->yAxis->range().upper}; }

QPoint CurvePlot::canvasPoint(double x, double y) const
{
    return {qRound(plot_->xAxis->coordToPixel(x)), qRound(plot_->yAxis->coordToPixel(y))};
}

double CurvePlot::pixelsBetween(double x1, double y1, double x2, double y2) const
{
    return std::hypot(plot_->xAxis->coordToPixel(x1) - plot_->xAxis->coordToPixel(x2),
                      plot_->yAxis->coordToPixel(y1) - plot_->yAxis->coordToPixel(y2));
}

void CurvePlot::offerLogScale()
{
    logAction_ = new QAction(tr("Logarithmic scale"), this);
    logAction_->setObjectName(QStringLiteral("logScale"));
    logAction_->setCheckable(true);
    connect(logAction_, &QAction::toggled, this, &CurvePlot::setLogScale);
    addPlotAction(logAction_);
}

void CurvePlot::setLogScale(bool log)
{
    if (log == log_)
        return;
    log_ = log;
    if (logAction_)
        logAction_->setChecked(log);
    {
        const QScopedValueRollback guard(settingRange_, true);
        log ? useLogScale(*plot_->yAxis) : useLinearScale(*plot_->yAxis);
        const AxisSpan y = wholeY();
        plot_->yAxis->setRange(y.lower, y.upper);
    }
    dataChanged();
}

void CurvePlot::setAxisLabels(const QString& x, const QString& y)
{
    plot_->xAxis->setLabel(x);
    plot_->yAxis->setLabel(y);
}

void CurvePlot::setMargins(int top, int right) { plot_->axisRect()->setMargins(QMargins(0, top, right, 0)); }

void CurvePlot::restyle()
{
    applyPlotStyle(*plot_);
    cursorLine_->setPen(QPen(color(Role::Line), 1));
    const QFontMetrics metrics(plotFont());
    // Wide enough for usual tick labels from the start, so that the axis does not move when they grow.
    const int left = metrics.horizontalAdvance(QStringLiteral("0.005")) + metrics.height() + 14;
    plot_->axisRect()->setMinimumMargins(QMargins(left, 0, 0, 0));
    redraw();
}

void CurvePlot::drawPicture(QPaintDevice& device, bool vector)
{
    showReading(std::nullopt);
    for (int i = 0; i < plot_->graphCount(); ++i)
        plot_->graph(i)->setAdaptiveSampling(!vector);
    {
        QCPPainter painter(&device);
        if (vector)
            painter.setMode(QCPPainter::pmVectorized);
        plot_->drawInto(painter);
    }
    for (int i = 0; i < plot_->graphCount(); ++i)
        plot_->graph(i)->setAdaptiveSampling(true);
    redraw();
}

void CurvePlot::zoom(QCPAxis* axis, double factor)
{
    axis->scaleRange(factor);
    redraw();
}

bool CurvePlot::keyPressed(const QKeyEvent& event)
{
    if (const auto move = cursorMove(event)) {
        moveCursor(*move);
        return true;
    }
    switch (event.key()) {
    case Qt::Key_Plus:
        zoom(plot_->xAxis, 0.8);
        return true;
    case Qt::Key_Minus:
        zoom(plot_->xAxis, 1.25);
        return true;
    case Qt::Key_0:
        resetView();
        return true;
    default:
        return false;
    }
}

bool CurvePlot::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == plot_ && event->type() == QEvent::Leave) {
        cursor_.reset();
        showReading(std::nullopt);
    }
    if (watched == plot_ && event->type() == QEvent::KeyPress && keyPressed(*static_cast<QKeyEvent*>(event)))
        return true;
    return PlotFrame::eventFilter(watched, event);
}

}  // namespace isthmus::widgets
