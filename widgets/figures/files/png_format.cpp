// PNG at any resolution, the record as text beside the picture.
#include "engine/error.h"
#include "widgets/figures/figure_drawing.h"
#include "widgets/figures/files/formats.h"

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <QTransform>

namespace isthmus::widgets {

namespace {

const QString key = QStringLiteral("isthmus-figure");
constexpr double mostPixels = 1e8;

QByteArray write(const FigureSpec& figure, const FigureRecord& record, const QString&, QList<BesideFile>&)
{
    const FigureDrawing drawing(figure, record.panels);
    const int dots = figure.page.at("resolution").get<int>();
    const QSizeF size = drawing.size() * dots / 72.0;
    if (size.width() * size.height() > mostPixels)
        throw engine::badInput("page.resolution: " + std::to_string(dots)
                               + " dpi make more than 100 million pixels; choose fewer");
    QImage image(size.toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    drawing.paint(image, QTransform::fromScale(dots / 72.0, dots / 72.0));
    image.setDotsPerMeterX(qRound(dots / 0.0254));
    image.setDotsPerMeterY(image.dotsPerMeterX());
    image.setText(key, QString::fromLatin1(record.text()));
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        throw engine::Error(engine::Error::Kind::Failed, "the picture could not be packed as PNG");
    return png;
}

QByteArray read(const QByteArray& png)
{
    QBuffer buffer;
    buffer.setData(png);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, "png");
    return reader.text(key).toUtf8();
}

}  // namespace

const FigureFormat pngFormat{".png", write, read};

}  // namespace isthmus::widgets
