#pragma once
#include "widgets/figures/figure_record.h"

#include <QStringList>

namespace isthmus::widgets {

/// The endings of figure files: ".pdf", ".svg", ".png", ".tex".
QStringList figureEndings();

/// Throws engine::Error(BadInput) for a file name with another ending.
void requireFigureEnding(const QString& file);

/// Writes the figure in the format that the file's ending names, with its record inside; an existing file is replaced only when
/// all went well. LaTeX has the pictures of maps and surfaces beside it: "fig-1.png" of "fig.tex". `figure` is resolved from the
/// record's document. Throws engine::Error: BadInput for another ending or a panel that the format cannot hold, Failed when the
/// file cannot be written.
void writeFigure(const QString& file, const FigureSpec& figure, const FigureRecord& record);

/// The record in a file that `writeFigure` has made. Throws engine::Error(BadInput) when the file cannot be read, or has none.
FigureRecord readFigure(const QString& file);

}  // namespace isthmus::widgets
