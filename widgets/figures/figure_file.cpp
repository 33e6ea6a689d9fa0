#include "widgets/figures/figure_file.h"

#include "engine/error.h"
#include "widgets/figures/files/formats.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace isthmus::widgets {

namespace {

using engine::Error;

const FigureFormat* formatOf(const QString& file)
{
    for (const FigureFormat* format : {&pdfFormat, &svgFormat, &pngFormat, &texFormat})
        if (file.endsWith(QLatin1String(format->ending), Qt::CaseInsensitive))
            return format;
    return nullptr;
}

const FigureFormat& knownFormat(const QString& file)
{
    const FigureFormat* format = formatOf(file);
    if (format == nullptr)
        throw engine::badInput(QDir::toNativeSeparators(file).toStdString()
                               + ": a figure's file ends in .pdf, .svg, .png or .tex");
    return *format;
}

void save(const QString& file, const QByteArray& bytes)
{
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size() || !target.commit())
        throw Error(Error::Kind::Failed, QDir::toNativeSeparators(file).toStdString()
                                             + ": could not be written: " + target.errorString().toStdString());
}

}  // namespace

QStringList figureEndings()
{
    return {QLatin1String(pdfFormat.ending), QLatin1String(svgFormat.ending), QLatin1String(pngFormat.ending),
            QLatin1String(texFormat.ending)};
}

void requireFigureEnding(const QString& file) { knownFormat(file); }

void writeFigure(const QString& file, const FigureSpec& figure, const FigureRecord& record)
{
    const QFileInfo place(file);
    QList<BesideFile> beside;
    const QByteArray bytes = knownFormat(file).write(figure, record, place.completeBaseName(), beside);
    for (const BesideFile& other : beside)
        save(place.dir().filePath(other.name), other.bytes);
    save(file, bytes);
}

FigureRecord readFigure(const QString& file)
{
    const FigureFormat& format = knownFormat(file);
    const std::string name = QDir::toNativeSeparators(file).toStdString();
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        throw engine::badInput(name + ": could not be read: " + source.errorString().toStdString());
    const QByteArray text = format.read(source.readAll());
    if (!text.startsWith(recordMark))
        throw engine::badInput(
            name + ": holds no figure of Isthmus, or a damaged one; only files that Isthmus exported can be drawn again");
    try {
        return FigureRecord::fromText(text);
    } catch (const Error& error) {
        throw engine::badInput(name + ": " + error.what());
    }
}

}  // namespace isthmus::widgets
