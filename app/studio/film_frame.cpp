#include "app/studio/film_frame.h"

#include "widgets/plots/plot_style.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace isthmus::app {

namespace {

constexpr int margin = 12;  // of the screen's pixels

int even(int length) { return length + length % 2; }

}  // namespace

QRect contentOf(const QImage& picture)
{
    if (picture.isNull())
        return {};
    const QImage image = picture.convertToFormat(QImage::Format_RGB32);
    const QRgb background = image.pixel(0, 0);
    int left = image.width(), right = -1, top = -1, bottom = -1;
    for (int y = 0; y < image.height(); ++y) {
        const auto* row = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        int first = 0, last = image.width() - 1;
        while (first <= last && row[first] == background)
            ++first;
        while (last > first && row[last] == background)
            --last;
        if (first > last)
            continue;
        left = std::min(left, first);
        right = std::max(right, last);
        top = top < 0 ? y : top;
        bottom = y;
    }
    return right < 0 ? QRect() : QRect(QPoint(left, top), QPoint(right, bottom));
}

QImage filmFrame(const QImage& picture, const QRect& content, const QString& words, double pixelRatio)
{
    const QSizeF around = QSizeF(content.size()) / pixelRatio + QSizeF(2 * margin, 2 * margin);
    const QFont font = widgets::plotFont();
    const QFontMetricsF metrics(font);
    const double above = metrics.height() + margin;
    const QSizeF size(std::max(around.width(), metrics.horizontalAdvance(words) + 2 * margin), around.height() + above);
    QImage frame(even(qRound(pixelRatio * size.width())), even(qRound(pixelRatio * size.height())), QImage::Format_RGB32);
    frame.fill(picture.pixelColor(0, 0));
    QPainter painter(&frame);
    painter.drawImage((QPointF(margin, above + margin) * pixelRatio).toPoint(), picture, content);
    painter.scale(pixelRatio, pixelRatio);
    painter.setFont(font);
    painter.setPen(widgets::color(widgets::Role::Text));
    painter.drawText(QPointF(margin, margin + metrics.ascent()), words);
    return frame;
}

}  // namespace isthmus::app
