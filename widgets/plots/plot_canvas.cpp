#include "widgets/plots/plot_canvas.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <utility>

namespace isthmus::widgets {

namespace {

// Milliseconds.
constexpr int framePause = 20;
constexpr int turnPause = 1;  // a timer without any pause may come several times in a turn

/// The canvases that are to be drawn, one a turn.
class Turns final : public QTimer {
public:
    /// Of the whole program.
    static Turns& all()
    {
        static QPointer<Turns> turns;
        if (!turns)
            turns = new Turns;
        return *turns;
    }

    void add(PlotCanvas* canvas)
    {
        waiting_.emplace_back(canvas);
        if (!isActive())
            start(turnPause);
    }

private:
    Turns() : QTimer(QCoreApplication::instance())
    {
        callOnTimeout(this, [this] { next(); });
    }

    void next()
    {
        for (bool drawn = false; !drawn && !waiting_.empty(); waiting_.pop_front())
            drawn = waiting_.front() && waiting_.front()->drawIfNeeded();
        if (waiting_.empty())
            stop();
    }

    std::deque<QPointer<PlotCanvas>> waiting_;
};

}  // namespace

PlotCanvas::PlotCanvas(QWidget* parent) : QCustomPlot(parent)
{
    // Else each plot would paint the window for itself, even while the window is being painted.
    setPlottingHint(QCP::phImmediateRefresh, false);
    // Stretch by stretch: as one outline a curve takes several times as long. Files have the outline.
    setPlottingHint(QCP::phFastPolylines);
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
        Turns::all().add(this);
}

bool PlotCanvas::drawIfNeeded()
{
    asked_ = false;
    const bool unseen = !isVisible() && window()->isVisible();
    const bool needed = !unseen && (drawn_ != size() || (outdated_ && !resting_));
    if (needed)
        replot();
    return needed;
}

void PlotCanvas::drawInto(QCPPainter& painter)
{
    if (outdated_ || drawn_ != size())
        replot();  // what follows the axes, such as shortened labels, is fitted with it
    painter.setMode(QCPPainter::pmNoCaching);
    toPainter(&painter, width(), height());
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
        drawSoon();
    });
}

}  // namespace isthmus::widgets
