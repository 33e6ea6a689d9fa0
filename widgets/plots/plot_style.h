#pragma once
#include <QFont>
#include <QString>

class QCPAxis;
class QCustomPlot;

namespace isthmus::widgets {

/// The interface font, slightly smaller.
QFont plotFont();

/// Puts the theme's fonts and colours on a plot with our look: thin axes left and below with ticks outside, a light grid.
void applyPlotStyle(QCustomPlot& plot);
/// The same for an axis beside those two.
void styleAxis(QCPAxis& axis);

/// Gives an axis its label, shortened where it is longer than the axis, and no more ticks than there is room for beside it.
/// To be called before drawing, when the axis may have another length.
void fitAxis(QCPAxis& axis, const QString& label, Qt::TextElideMode shortened = Qt::ElideRight);

/// Tick labels with thin spaces in thousands and the same number of decimals along the axis.
void useNumberTicks(QCPAxis& axis);
/// The same at whole numbers only, as many as there is room for below the axis.
void useWholeTicks(QCPAxis& axis);
/// A logarithmic scale with ticks at powers of ten, and at 2 and 5 times them where there is room. Its range must be positive.
void useLogScale(QCPAxis& axis);
/// Back from the logarithmic scale.
void useLinearScale(QCPAxis& axis);

}  // namespace isthmus::widgets
