#include "widgets/theme/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

// A static library's resources are only linked in when something names them, which must be done outside namespaces.
static void initResources() { Q_INIT_RESOURCE(resources); }

namespace isthmus::widgets {

namespace {

QByteArray drawing(const QString& name)
{
    initResources();
    QFile file(QStringLiteral(":/isthmus/icons/%1.svg").arg(name));
    const bool found = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(found, "icon", qPrintable(name));
    return found ? file.readAll() : QByteArray();
}

/// Draws at paint time, so that pixels fit the screen and the colour fits the palette.
class LineIconEngine final : public QIconEngine {
public:
    LineIconEngine(const QString& name, const QColor& colour) : name_(name), svg_(drawing(name)), colour_(colour) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const QColor wanted = colourFor(mode);
        QSvgRenderer renderer(QByteArray(svg_).replace("currentColor", wanted.name(QColor::HexRgb).toLatin1()));
        const int side = qMin(rect.width(), rect.height());
        QRectF square(0, 0, side, side);
        square.moveCenter(QRectF(rect).center());
        renderer.render(painter, square);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        const QString key =
            QStringLiteral("isthmus-icon %1 %2 %3x%4").arg(name_, colourFor(mode).name()).arg(size.width()).arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine* clone() const override { return new LineIconEngine(*this); }
    QString key() const override { return QStringLiteral("isthmus-line"); }
    bool isNull() override { return svg_.isEmpty(); }
    QString iconName() override { return name_; }

private:
    QColor colourFor(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::WindowText);
        if (colour_.isValid() && mode != QIcon::Selected)  // on the accent it would be faint; what it says is in its shape
            return colour_;
        return palette.color(QPalette::Active, mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::WindowText);
    }

    QString name_;
    QByteArray svg_;
    QColor colour_;  ///< invalid: the palette's
};

}  // namespace

QIcon icon(const QString& name) { return QIcon(new LineIconEngine(name, {})); }

QIcon icon(const QString& name, const QColor& colour) { return QIcon(new LineIconEngine(name, colour)); }

// Its drawing names its own colours, so there is nothing to replace.
QIcon applicationIcon() { return icon(QStringLiteral("isthmus")); }

}  // namespace isthmus::widgets
