#pragma once
#include "widgets/figures/drawing/figure_panel.h"

namespace isthmus::widgets {

struct FieldLook;
struct FigureSurface;

/// What stands in the brackets of such a panel's axes: their ranges and the colour bar. `room` in points, without the bar.
QString texFieldSettings(const FigurePanel& panel, const FigureStyle& style, QSizeF room);
/// Its lines, ticks and words, as plots of pgfplots above the picture in the file called `picture`; of a
/// matrix its cells, without any.
QString texFieldPlots(const FigurePanel& panel, const FigureStyle& style, QSizeF room, const QString& picture);
/// That picture, as PNG.
QByteArray texFieldPicture(const FigurePanel& panel, const FigureStyle& style, QSizeF room);

}  // namespace isthmus::widgets
