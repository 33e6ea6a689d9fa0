#include "widgets/plots/plot_canvas.h"

#include <QTimer>

#include <utility>

namespace isthmus::widgets {

namespace {

constexpr int framePause = 20;  // milliseconds

}  // namespace

PlotCanvas::PlotCanvas(QWidget* parent) : QCustomPlot(parent)
{
    // Else each plot would paint the window for itself, even while the window is being painted.
    setPlottingHint(QCP::phImmediateRefresh, false);
    connect(this, &QCustomPlot::afterReplot, this, [this] {
        drawn_ = size();
        outdated_ = false;
    });
}

void PlotCanvas::redraw()
{
    outdated_ = true;
    resting_ = false;
    drawSoon();
}

void PlotCanvas::drawSoon()
{
    if (!std::exchange(asked_, true))
        QMetaObject::invokeMethod(
            this, [this] { drawIfNeeded(); }, Qt::QueuedConnection);
}

void PlotCanvas::drawIfNeeded()
{
    asked_ = false;
    const bool unseen = !isVisible() && window()->isVisible();
    if (!unseen && (drawn_ != size() || (outdated_ && !resting_)))
        replot();
}

void PlotCanvas::paintEvent(QPaintEvent* event)
{
    if (drawn_ != size())  // painted before control has returned
        replot();
    QCustomPlot::paintEvent(event);
}

void PlotCanvas::resizeEvent(QResizeEvent*)
{
    setViewport(rect());
    drawSoon();
}

void PlotCanvas::showEvent(QShowEvent* event)
{
    QCustomPlot::showEvent(event);
    if (!outdated_)
        return;
    // A frame later: what it showed before stands there until the window has been painted.
    resting_ = true;
    QTimer::singleShot(framePause, this, [this] {
        resting_ = false;
        drawIfNeeded();
    });
}

}  // namespace isthmus::widgets
