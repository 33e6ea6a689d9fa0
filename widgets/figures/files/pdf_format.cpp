// PDF at its exact size: text as text in embedded fonts, the record as an attached file.
#include "engine/error.h"
#include "widgets/figures/figure_drawing.h"
#include "widgets/figures/files/formats.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QtMath>
#include <QTransform>

#include <zlib.h>

namespace isthmus::widgets {

namespace {

constexpr int dotsPerInch = 720;
constexpr qsizetype longestRecord = 256 << 20;

/// Qt rounds pages to whole points: the page is made a little larger, and its box cut to size afterwards.
void cutPage(QByteArray& pdf, QSizeF size)
{
    const qsizetype from = pdf.indexOf("/MediaBox [");
    const qsizetype to = pdf.indexOf(']', from);
    if (from < 0 || to < 0)
        throw engine::Error(engine::Error::Kind::Failed, "the PDF has no page box to cut to size");
    QByteArray box =
        "/MediaBox [0 0 " + QByteArray::number(size.width(), 'f', 3) + ' ' + QByteArray::number(size.height(), 'f', 3);
    // As long as it was: the file's table of contents counts bytes.
    pdf.replace(from, to - from, box.leftJustified(to - from, ' '));
}

QByteArray write(const FigureSpec& figure, const FigureRecord& record, const QString&, QList<BesideFile>&)
{
    const FigureDrawing drawing(figure, record.panels);
    const QSizeF size = drawing.size();
    const QSize page(qCeil(size.width()), qCeil(size.height()));
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setTitle(captionOf(figure, record.panels));
        writer.setCreator(QStringLiteral("Isthmus"));
        writer.setResolution(dotsPerInch);
        writer.setPageSize(QPageSize(QSizeF(page), QPageSize::Point, QString(), QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        writer.addFileAttachment(QStringLiteral("isthmus-figure.json"), record.text(), QStringLiteral("application/json"));
        const double scale = dotsPerInch / 72.0;
        // The box is measured from the page's lower edge.
        drawing.paint(writer,
                      QTransform::fromTranslate(0.0, page.height() - size.height()) * QTransform::fromScale(scale, scale));
    }
    cutPage(pdf, size);
    return pdf;
}

/// The bytes unpacked, as far as they are a zlib stream; whatever follows it is left.
QByteArray inflated(const char* bytes, qsizetype size)
{
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return {};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes));
    stream.avail_in = static_cast<uInt>(size);
    QByteArray text;
    int state = Z_OK;
    while (state == Z_OK && text.size() < longestRecord) {
        char part[65536];
        stream.next_out = reinterpret_cast<Bytef*>(part);
        stream.avail_out = sizeof part;
        state = inflate(&stream, Z_NO_FLUSH);
        text.append(part, static_cast<qsizetype>(sizeof part - stream.avail_out));
        if (text.size() >= static_cast<qsizetype>(sizeof part) && !text.startsWith(recordMark))
            break;  // another stream of the file
    }
    inflateEnd(&stream);
    return state == Z_STREAM_END ? text : QByteArray();
}

/// Every stream of the file is looked at, whatever the objects around it say: other programs that have saved the file since
/// may have moved and packed them.
QByteArray read(const QByteArray& pdf)
{
    if (!pdf.startsWith("%PDF-"))
        return {};
    const QByteArray word("stream");
    for (qsizetype at = pdf.indexOf(word); at >= 0; at = pdf.indexOf(word, at + word.size())) {
        qsizetype begin = at + word.size();
        if (pdf.mid(begin, 2) == "\r\n")
            begin += 2;
        else if (begin < pdf.size() && pdf[begin] == '\n')
            begin += 1;
        else
            continue;
        const QByteArrayView rest = QByteArrayView(pdf).sliced(begin);
        if (rest.startsWith(recordMark)) {
            const qsizetype end = pdf.indexOf("endstream", begin);
            return pdf.mid(begin, end < 0 ? -1 : end - begin).trimmed();
        }
        if (const QByteArray text = inflated(rest.data(), rest.size()); text.startsWith(recordMark))
            return text;
    }
    return {};
}

}  // namespace

const FigureFormat pdfFormat{".pdf", write, read};

}  // namespace isthmus::widgets
