#pragma once
#include "widgets/figures/figure_style.h"

class QCPAxis;
class QCPAxisRect;

namespace isthmus::widgets {

enum class Ticks { Numbers, Whole };

/// Thin axes left and below with ticks outside, in the figure's type; no others.
void styleAxes(QCPAxisRect& rect, const FigureStyle& style);
void styleAxis(QCPAxis& axis, const FigureStyle& style);

/// Even or, with a logarithmic scale, round ticks. The axis must have its range.
void setTicks(QCPAxis& axis, Ticks ticks, bool logarithmic);
/// As many ticks as have room beside the axis, and its label in two lines where it is longer than the axis. To be called when
/// the axis has its length.
void fitToLength(QCPAxis& axis, const FigureStyle& style);

}  // namespace isthmus::widgets
