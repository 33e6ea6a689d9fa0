#pragma once
#include "widgets/figures/figure_record.h"

#include <QByteArray>

namespace isthmus::widgets {

/// A kind of figure file.
struct FigureFormat {
    const char* ending;
    /// The file's bytes.
    QByteArray (*write)(const FigureSpec& figure, const FigureRecord& record);
    /// The text of the record in such a file; empty when there is none.
    QByteArray (*read)(const QByteArray& file);
};

extern const FigureFormat pdfFormat;
extern const FigureFormat svgFormat;
extern const FigureFormat pngFormat;
extern const FigureFormat texFormat;

}  // namespace isthmus::widgets
