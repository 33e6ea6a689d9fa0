#pragma once
#include "widgets/figures/drawing/field_look.h"
#include "widgets/figures/figure_style.h"

#include <QFontMetricsF>

class QCPAxisRect;

namespace isthmus::widgets {

/// With as many decimals as fit; empty: none do. Lengths in units.
QString cellText(double value, double width, const QFontMetricsF& metrics);
/// A matrix as cells with their values, each a rectangle of its own.
void drawCells(QCPAxisRect& rect, const FigureField& field, const FieldLook& look, const FigureStyle& style);
/// Fills `rect`, a narrow one, with the colours, and marks the contours' levels in it.
void drawColourBar(QCPAxisRect& rect, const FigureField& field, const FieldLook& look, const FigureStyle& style);

}  // namespace isthmus::widgets
