#pragma once
#include "widgets/plots/axis_steps.h"
#include "widgets/plots/plot_frame.h"

#include <optional>

class QCPAbstractItem;
class QCPAxis;
class QCPItemStraightLine;
class QCPItemTracer;
class QCustomPlot;
class QKeyEvent;

namespace isthmus::widgets {

struct CursorMove;
class PlotCanvas;

/// A plot with two axes. The view follows the data until the user zooms (wheel; with Shift the vertical axis) or drags; a
/// double click, or 0, lets it follow again. The keys of CursorMove move the read-out from point to point, + and - zoom.
class CurvePlot : public PlotFrame {
    Q_OBJECT

public:
    /// True until the user zooms or drags, and again after resetView().
    bool followsData() const { return following_; }
    void resetView();

    AxisSpan shownX() const;
    AxisSpan shownY() const;
    /// Where a place of the plot lies on canvas(), in pixels.
    QPoint canvasPoint(double x, double y) const;

    bool isLogScale() const { return log_; }
    void setLogScale(bool log);

    QString readoutAt(double x, double y) const final;

protected:
    /// A point of the data near the cursor, and what to say about it.
    struct Reading {
        QString text;
        double x = 0.0;
        double y = 0.0;
        QColor colour;
    };

    CurvePlot(const QString& title, const QString& emptyText, QWidget* parent);

    /// A point that the cursor can be on.
    struct CurvePoint {
        int curve = 0;  ///< from 0
        int point = 0;  ///< of it, from 0 and to the right
    };

    /// The point to be read at a place of the plot; nothing where none is near.
    virtual std::optional<CurvePoint> pointNear(double x, double y) const = 0;
    virtual Reading readingOf(CurvePoint at) const = 0;
    /// Curves that the keys go over, and their points; a curve may have none.
    virtual int readableCurves() const { return 1; }
    virtual int readablePoints(int curve) const = 0;
    /// All there is to show; the view never leaves it.
    virtual AxisSpan wholeX() const = 0;
    virtual AxisSpan wholeY() const = 0;
    /// The user clicked here.
    virtual void clickedAt(double x, double y);

    QCustomPlot& plot() const;
    void setAxisLabels(const QString& x, const QString& y);
    /// Room for what is written above and to the right of the axes.
    void setMargins(int top, int right);
    void offerLogScale();
    /// To be called when the data has changed: sets what the axes can show and draws when control returns.
    void dataChanged();
    void redraw();  ///< in the next frame; while nobody sees it, when it is seen again
    /// Distance on the screen between two places of the plot.
    double pixelsBetween(double x1, double y1, double x2, double y2) const;

    void drawPicture(QPaintDevice& device, bool vector) override;
    void restyle() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void followMouse();
    void showReading(const std::optional<Reading>& reading);
    void readMouse(const QPointF& pixel);
    void moveCursor(const CursorMove& move);
    std::optional<CurvePoint> firstCursor() const;
    CurvePoint cursorAfter(const CursorMove& move) const;
    int pointNearest(int curve, double x) const;
    void showThere(double x);
    void keepInside(QCPAxis* axis, const AxisSpan& whole, bool log);
    void zoom(QCPAxis* axis, double factor);
    bool keyPressed(const QKeyEvent& event);

    PlotCanvas* plot_;
    QCPItemStraightLine* cursorLine_ = nullptr;
    QCPItemTracer* cursorPoint_ = nullptr;
    QAction* logAction_ = nullptr;
    std::optional<CurvePoint> cursor_;  ///< what is read
    QPoint pressedAt_;
    bool following_ = true;
    bool settingRange_ = false;
    bool log_ = false;
};

}  // namespace isthmus::widgets
