#pragma once
#include <qcustomplot.h>

namespace isthmus::widgets {

/// A plot's canvas. It is drawn once when control returns, however often it was changed or given another size meanwhile: a tab
/// that comes to the front lays its panels out several times, and most end as large as they were. Of several canvases one is
/// drawn in each turn of the event loop, so that the window answers in between. While nobody sees it, a canvas keeps its picture.
class PlotCanvas final : public QCustomPlot {
public:
    explicit PlotCanvas(QWidget* parent);

    /// What it shows has changed. Where nobody sees it, it is drawn when it is seen again.
    void redraw();
    /// False: there was nothing to be drawn, or nobody sees it.
    bool drawIfNeeded();
    /// Draws for a file what it is to show now, whether or not the screen shows it yet.
    void drawInto(QCPPainter& painter);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void drawSoon();

    QSize drawn_;            ///< how large the picture is
    bool outdated_ = false;  ///< shows what was
    bool asked_ = false;     ///< will be drawn when its turn comes
    bool resting_ = false;   ///< has just come to the front
};

}  // namespace isthmus::widgets
