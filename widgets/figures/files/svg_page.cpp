#include "widgets/figures/files/svg_page.h"

#include <QBuffer>
#include <QHash>
#include <QImage>
#include <QPaintEngine>
#include <QPainterPath>
#include <QPixmap>
#include <QtMath>

namespace isthmus::widgets {

namespace {

QByteArray number(double value)
{
    QByteArray text = QByteArray::number(value, 'f', 3);
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text == "-0" ? QByteArray("0") : text;
}

QByteArray pathData(const QPainterPath& path)
{
    QByteArray data;
    for (int k = 0; k < path.elementCount(); ++k) {
        const QPainterPath::Element element = path.elementAt(k);
        const char* word = element.isMoveTo()                             ? "M"
                           : element.isLineTo()                           ? "L"
                           : element.type == QPainterPath::CurveToElement ? "C"
                                                                          : " ";
        data += word + number(element.x) + ' ' + number(element.y);
    }
    return data;
}

QByteArray escaped(const QString& text) { return text.toHtmlEscaped().toUtf8(); }

QByteArray colour(const char* what, const QColor& colour)
{
    QByteArray text = QByteArray(" ") + what + "=\"" + colour.name().toLatin1() + '"';
    if (colour.alpha() < 255)
        text += QByteArray(" ") + what + "-opacity=\"" + number(colour.alphaF()) + '"';
    return text;
}

QByteArray fillOf(const QBrush& brush)
{
    return brush.style() == Qt::NoBrush ? QByteArray(" fill=\"none\"") : colour("fill", brush.color());
}

}  // namespace

class SvgPage::Engine final : public QPaintEngine {
public:
    Engine(QSizeF size, Text text) : QPaintEngine(QPaintEngine::AllFeatures), size_(size), text_(text) {}

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    Type type() const override { return QPaintEngine::User; }

    void updateState(const QPaintEngineState& changed) override
    {
        if (changed.state() & (DirtyClipPath | DirtyClipRegion | DirtyClipEnabled))
            clipKnown_ = false;
    }

    void drawPath(const QPainterPath& path) override
    {
        const QPen pen = painter()->pen();
        const bool evenOdd = path.fillRule() == Qt::OddEvenFill;
        body_ += "<path" + clip() + " d=\"" + pathData(painter()->transform().map(path)) + '"' + fillOf(painter()->brush())
                 + (evenOdd && painter()->brush().style() != Qt::NoBrush ? " fill-rule=\"evenodd\"" : "") + stroke(pen) + "/>\n";
    }

    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override
    {
        const QTransform& place = painter()->transform();
        body_ += "<path" + clip() + " d=\"";
        for (int k = 0; k < count; ++k) {
            const QPointF point = place.map(points[k]);
            body_ += (k == 0 ? "M" : "L") + number(point.x()) + ' ' + number(point.y());
        }
        const bool open = mode == PolylineMode;
        body_ += (open ? "\"" : "Z\"") + (open ? QByteArray(" fill=\"none\"") : fillOf(painter()->brush()))
                 + stroke(painter()->pen()) + "/>\n";
    }
    using QPaintEngine::drawPolygon;

    void drawImage(const QRectF& target, const QImage& image, const QRectF& source, Qt::ImageConversionFlags) override
    {
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        image.copy(source.toAlignedRect()).save(&buffer, "PNG");
        const QRectF place = painter()->transform().mapRect(target);
        body_ += "<image" + clip() + " x=\"" + number(place.x()) + "\" y=\"" + number(place.y()) + "\" width=\""
                 + number(place.width()) + "\" height=\"" + number(place.height())
                 + "\" preserveAspectRatio=\"none\" href=\"data:image/png;base64," + png.toBase64() + "\"/>\n";
    }

    void drawPixmap(const QRectF& target, const QPixmap& pixmap, const QRectF& source) override
    {
        drawImage(target, pixmap.toImage(), source, Qt::AutoColor);
    }

    void drawTextItem(const QPointF& at, const QTextItem& item) override
    {
        if (text_ == Text::AsOutlines) {
            QPaintEngine::drawTextItem(at, item);  // fills the glyphs' paths
            return;
        }
        const QFont font = item.font();
        const QTransform place = QTransform::fromTranslate(at.x(), at.y()) * painter()->transform();
        const double scale = qSqrt(qAbs(place.determinant()));
        const QTransform turn = QTransform::fromScale(1.0 / scale, 1.0 / scale) * place;
        // A clip on the text itself would be turned with it.
        const QByteArray around = clip();
        body_ += around.isEmpty() ? QByteArray("<text transform=\"matrix(") : "<g" + around + "><text transform=\"matrix(";
        for (const double part : {turn.m11(), turn.m12(), turn.m21(), turn.m22(), turn.dx(), turn.dy()})
            body_ += number(part) + ' ';
        body_.chop(1);
        body_ += ")\" font-family=\"" + escaped(font.family()) + "\" font-size=\"" + number(scale * font.pixelSize()) + '"'
                 + (font.bold() ? " font-weight=\"bold\"" : "") + (font.italic() ? " font-style=\"italic\"" : "")
                 + colour("fill", painter()->pen().color()) + " xml:space=\"preserve\">" + escaped(item.text())
                 + (around.isEmpty() ? "</text>\n" : "</text></g>\n");
    }

    const QByteArray& clips() const { return clips_; }
    const QByteArray& body() const { return body_; }

private:
    /// The clip that holds now, as an attribute; each that occurs is defined once, and none that leaves the whole page.
    QByteArray clip()
    {
        if (clipKnown_)
            return clip_;
        clipKnown_ = true;
        clip_.clear();
        if (!painter()->hasClipping())
            return clip_;
        const QPainterPath region = painter()->transform().map(painter()->clipPath());
        if (region.contains(QRectF(QPointF(), size_).adjusted(0.1, 0.1, -0.1, -0.1)))
            return clip_;
        const QByteArray path = pathData(region);
        QByteArray& name = known_[path];
        if (name.isEmpty()) {
            name = "clip" + QByteArray::number(known_.size());
            clips_ += "<clipPath id=\"" + name + "\"><path d=\"" + path + "\"/></clipPath>\n";
        }
        clip_ = " clip-path=\"url(#" + name + ")\"";
        return clip_;
    }

    QByteArray stroke(const QPen& pen) const
    {
        if (pen.style() == Qt::NoPen)
            return {};
        const double scale = pen.isCosmetic() ? 1.0 : qSqrt(qAbs(painter()->transform().determinant()));
        const double width = pen.widthF() * scale;
        QByteArray text = colour("stroke", pen.color()) + " stroke-width=\"" + number(width) + '"';
        if (pen.capStyle() == Qt::RoundCap)
            text += " stroke-linecap=\"round\"";
        else if (pen.capStyle() == Qt::SquareCap)
            text += " stroke-linecap=\"square\"";
        if (pen.joinStyle() == Qt::RoundJoin)
            text += " stroke-linejoin=\"round\"";
        if (pen.style() != Qt::SolidLine) {
            text += " stroke-dasharray=\"";
            for (const double part : pen.dashPattern())
                text += number(part * width) + ' ';
            text.chop(1);
            text += '"';
        }
        return text;
    }

    QSizeF size_;
    Text text_;
    QByteArray clips_;
    QByteArray body_;
    QHash<QByteArray, QByteArray> known_;
    QByteArray clip_;  ///< that holds now, when it is known
    bool clipKnown_ = false;
};

SvgPage::SvgPage(QSizeF points, Text text) : size_(points), engine_(std::make_unique<Engine>(points, text)) {}

SvgPage::~SvgPage() = default;

QPaintEngine* SvgPage::paintEngine() const { return engine_.get(); }

QByteArray SvgPage::svg(const QString& title, const QByteArray& metadata) const
{
    const QByteArray width = number(size_.width()), height = number(size_.height());
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width
           + "pt\" height=\"" + height + "pt\" viewBox=\"0 0 " + width + ' ' + height + "\">\n<title>" + escaped(title)
           + "</title>\n<metadata>" + escaped(QString::fromUtf8(metadata)) + "</metadata>\n<defs>\n" + engine_->clips()
           + "</defs>\n" + engine_->body() + "</svg>\n";
}

int SvgPage::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmWidth:
        return qCeil(size_.width());
    case PdmHeight:
        return qCeil(size_.height());
    case PdmWidthMM:
        return qRound(size_.width() * 25.4 / 72.0);
    case PdmHeightMM:
        return qRound(size_.height() * 25.4 / 72.0);
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return 72;
    case PdmNumColors:
        return 0x7fffffff;
    case PdmDepth:
        return 32;
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
    }
    return 0;
}

}  // namespace isthmus::widgets
