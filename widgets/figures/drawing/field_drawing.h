#pragma once
#include "widgets/figures/figure_data.h"
#include "widgets/figures/figure_style.h"
#include "widgets/landscape/grid_values.h"

#include <qcustomplot.h>

namespace isthmus::widgets {

/// How the values of a field become colours and lines.
struct FieldLook {
    ColorMap map = ColorMap::Viridis;
    GridShowing::Scale scale = GridShowing::Scale::Linear;
    ValueRange range;
    int contours = 0;  ///< levels, about
};

/// From a resolved panel, for a field.
FieldLook fieldLook(const engine::Json& options, const PanelData& data);

/// A matrix as cells with their values, each a rectangle of its own.
void drawCells(QCPAxisRect& rect, const FigureField& field, const FieldLook& look, const FigureStyle& style);
/// A field as a picture beneath contour lines that are paths, with its named places.
void drawMap(QCPAxisRect& rect, const PanelData& data, const FieldLook& look, const FigureStyle& style);
/// Fills `rect`, a narrow one, with the colours, and marks the contours' levels in it.
void drawColourBar(QCPAxisRect& rect, const FigureField& field, const FieldLook& look, const FigureStyle& style);

/// The field as a picture with at least so many pixels across, interpolated between its points; row 0 is the highest y.
QImage fieldImage(const FigureField& field, const FieldLook& look, int pixels = 400);

}  // namespace isthmus::widgets
