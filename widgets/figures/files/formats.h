#pragma once
#include "widgets/figures/figure_record.h"

#include <QByteArray>
#include <QList>

namespace isthmus::widgets {

/// A file that another one needs in its own folder.
struct BesideFile {
    QString name;
    QByteArray bytes;
};

/// A kind of figure file.
struct FigureFormat {
    const char* ending;
    /// The file's bytes. `name` is the file's, without its ending; what it needs beside it is appended to `beside`.
    QByteArray (*write)(const FigureSpec& figure, const FigureRecord& record, const QString& name, QList<BesideFile>& beside);
    /// The text of the record in such a file; empty when there is none.
    QByteArray (*read)(const QByteArray& file);
};

extern const FigureFormat pdfFormat;
extern const FigureFormat svgFormat;
extern const FigureFormat pngFormat;
extern const FigureFormat texFormat;

}  // namespace isthmus::widgets
