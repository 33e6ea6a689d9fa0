#pragma once
#include "widgets/figures/drawing/field_look.h"
#include "widgets/figures/figure_style.h"

class QCPAxisRect;

namespace isthmus::widgets {

/// A field as a picture beneath contour lines that are paths, with values on some of them and with its named places.
void drawMap(QCPAxisRect& rect, const PanelData& data, const FieldLook& look, const FigureStyle& style);

}  // namespace isthmus::widgets
