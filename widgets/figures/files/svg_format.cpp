// SVG with text as text or as outlines, the record as metadata.
#include "widgets/figures/figure_drawing.h"
#include "widgets/figures/files/formats.h"
#include "widgets/figures/files/svg_page.h"

#include <QTransform>
#include <QXmlStreamReader>

namespace isthmus::widgets {

namespace {

QByteArray write(const FigureSpec& figure, const FigureRecord& record, const QString&, QList<BesideFile>&)
{
    const FigureDrawing drawing(figure, record.panels);
    SvgPage page(drawing.size(),
                 figure.page.at("svg_text").get<std::string>() == "outlines" ? SvgPage::Text::AsOutlines : SvgPage::Text::AsText);
    drawing.paint(page, QTransform());
    return page.svg(captionOf(figure, record.panels), record.text());
}

QByteArray read(const QByteArray& svg)
{
    QXmlStreamReader reader(svg);
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("metadata")) {
            const QByteArray text = reader.readElementText(QXmlStreamReader::SkipChildElements).trimmed().toUtf8();
            if (text.startsWith(recordMark))
                return text;
        }
    return {};
}

}  // namespace

const FigureFormat svgFormat{".svg", write, read};

}  // namespace isthmus::widgets
