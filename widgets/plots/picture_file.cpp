#include "widgets/plots/picture_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace isthmus::widgets {

namespace {

struct FileWords {
    Q_DECLARE_TR_FUNCTIONS(isthmus::widgets::FileWords)
};

constexpr int dotsPerInch = 96;

QString couldNotWrite(const QSaveFile& file)
{
    return FileWords::tr("%1 could not be written: %2").arg(QDir::toNativeSeparators(file.fileName()), file.errorString());
}

void drawPdf(QIODevice& file, QSize size, const QString& title, const DrawPicture& draw)
{
    QPdfWriter writer(&file);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Isthmus"));
    writer.setResolution(dotsPerInch);
    writer.setPageSize(QPageSize(QSizeF(size) * 72.0 / dotsPerInch, QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    draw(writer, true);
}

void drawSvg(QIODevice& file, QSize size, const QString& title, const DrawPicture& draw)
{
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setTitle(title);
    generator.setResolution(dotsPerInch);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    draw(generator, true);
}

bool drawPng(QIODevice& file, QSize size, const DrawPicture& draw)
{
    constexpr int scale = 2;
    QImage image(size * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    const auto setResolution = [&image](double dots) {
        image.setDotsPerMeterX(qRound(dots / 0.0254));
        image.setDotsPerMeterY(image.dotsPerMeterX());
    };
    setResolution(dotsPerInch);
    image.fill(Qt::white);
    draw(image, false);
    // Only now: while drawing it would enlarge the text once more.
    setResolution(scale * dotsPerInch);
    return image.save(&file, "PNG");
}

}  // namespace

QString writePicture(const QString& path, QSize size, const QString& title, const DrawPicture& draw)
{
    const QString kind = QFileInfo(path).suffix().toLower();
    if (kind != QLatin1String("pdf") && kind != QLatin1String("svg") && kind != QLatin1String("png"))
        return FileWords::tr("%1 is no picture file: the name has to end in .pdf, .svg or .png")
            .arg(QDir::toNativeSeparators(path));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return couldNotWrite(file);
    if (kind == QLatin1String("pdf"))
        drawPdf(file, size, title, draw);
    else if (kind == QLatin1String("svg"))
        drawSvg(file, size, title, draw);
    else if (!drawPng(file, size, draw))
        file.cancelWriting();
    return file.commit() ? QString() : couldNotWrite(file);
}

QString writeText(const QString& path, const QString& text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return couldNotWrite(file);
    file.write(text.toUtf8());
    return file.commit() ? QString() : couldNotWrite(file);
}

}  // namespace isthmus::widgets
