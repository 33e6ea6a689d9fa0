#pragma once
#include "widgets/figures/figure_style.h"

#include <qcustomplot.h>

namespace isthmus::widgets {

/// A curve in the legend.
struct LegendEntry {
    QString label;
    SeriesStyle style;
    bool line = true;
    bool marker = true;
};

QCPScatterStyle scatterOf(const SeriesStyle& series, const FigureStyle& style);

/// The samples and names of curves in rows no longer than `widest`, centred; in one column where `widest` is 0.
class FigureLegend final : public QCPLayoutElement {
public:
    FigureLegend(QCustomPlot& plot, const FigureStyle& style, QList<LegendEntry> entries, double widest);

    QSize minimumOuterSizeHint() const override { return size_; }
    QSize maximumOuterSizeHint() const override;
    QRectF place() const;                                      ///< what is drawn in; in units
    int columns() const;                                       ///< entries in its longest row
    void setBackdrop(bool backdrop) { backdrop_ = backdrop; }  ///< white beneath it, for a place among curves

protected:
    void draw(QCPPainter* painter) override;
    void applyDefaultAntialiasingHint(QCPPainter*) const override {}

private:
    double widthOf(const LegendEntry& entry) const;
    void drawEntry(QCPPainter& painter, const LegendEntry& entry, QPointF leftMiddle) const;

    const FigureStyle& style_;
    QList<QList<LegendEntry>> rows_;
    bool centred_;
    bool backdrop_ = false;
    QSize size_;
};

}  // namespace isthmus::widgets
