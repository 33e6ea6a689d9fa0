// Where the cursor of a plot with curves is, and what it reads there.
#include "widgets/plots/cursor_keys.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/plot_canvas.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

#include <algorithm>

namespace isthmus::widgets {

QString CurvePlot::readoutAt(double x, double y) const
{
    const auto near = pointNear(x, y);
    return near ? readingOf(*near).text : QString();
}

void CurvePlot::readMouse(const QPointF& pixel)
{
    const bool inside = plot_->axisRect()->rect().contains(pixel.toPoint());
    cursor_ = inside ? pointNear(plot_->xAxis->pixelToCoord(pixel.x()), plot_->yAxis->pixelToCoord(pixel.y())) : std::nullopt;
    showReading(cursor_ ? std::optional(readingOf(*cursor_)) : std::nullopt);
}

void CurvePlot::moveCursor(const CursorMove& move)
{
    const bool there = cursor_ && cursor_->curve < readableCurves() && cursor_->point < readablePoints(cursor_->curve);
    if (!there)
        cursor_ = firstCursor();  // the first arrow only puts it there
    if (!cursor_)
        return;
    if (there || move.toEnd)
        cursor_ = cursorAfter(move);
    const Reading reading = readingOf(*cursor_);
    showThere(reading.x);
    showReading(reading);
}

std::optional<CurvePlot::CurvePoint> CurvePlot::firstCursor() const
{
    for (int curve = 0; curve < readableCurves(); ++curve)
        if (readablePoints(curve) > 0)
            return CurvePoint{curve, pointNearest(curve, (shownX().lower + shownX().upper) / 2.0)};
    return std::nullopt;
}

CurvePlot::CurvePoint CurvePlot::cursorAfter(const CursorMove& move) const
{
    const double x = readingOf(*cursor_).x;
    CurvePoint to = *cursor_;
    if (move.across != 0) {
        int curve = to.curve + move.across;
        while (curve >= 0 && curve < readableCurves() && readablePoints(curve) == 0)
            curve += move.across;
        return curve >= 0 && curve < readableCurves() ? CurvePoint{curve, pointNearest(curve, x)} : to;
    }
    const int last = readablePoints(to.curve) - 1;
    if (move.toEnd)
        return {to.curve, move.along > 0 ? last : 0};
    const int next = std::clamp(to.point + move.along, 0, last);
    if (!move.far)
        return {to.curve, next};
    const int far = pointNearest(to.curve, x + move.along * (shownX().upper - shownX().lower) / 10.0);
    return {to.curve, move.along > 0 ? std::max(next, far) : std::min(next, far)};
}

int CurvePlot::pointNearest(int curve, double x) const
{
    int low = 0, high = readablePoints(curve) - 1;
    while (low < high) {  // the first point that is not left of x
        const int middle = low + (high - low) / 2;
        readingOf({curve, middle}).x < x ? low = middle + 1 : high = middle;
    }
    const bool before = low > 0 && x - readingOf({curve, low - 1}).x <= readingOf({curve, low}).x - x;
    return before ? low - 1 : low;
}

/// Moves a view that is zoomed to where the cursor has gone.
void CurvePlot::showThere(double x)
{
    const AxisSpan shown = shownX();
    if (x >= shown.lower && x <= shown.upper)
        return;
    plot_->xAxis->moveRange(x - (shown.lower + shown.upper) / 2.0);
    redraw();
}

void CurvePlot::showReading(const std::optional<Reading>& reading)
{
    setReadout(reading ? reading->text : QString());
    cursorLine_->setVisible(reading.has_value());
    cursorPoint_->setVisible(reading.has_value());
    if (reading) {
        cursorLine_->point1->setCoords(reading->x, 0.0);
        cursorLine_->point2->setCoords(reading->x, 1.0);
        cursorPoint_->position->setCoords(reading->x, reading->y);
        cursorPoint_->setPen(QPen(color(Role::Panel), 1.5));
        cursorPoint_->setBrush(reading->colour);
    }
    plot_->layer(QStringLiteral("overlay"))->replot();
}

}  // namespace isthmus::widgets
