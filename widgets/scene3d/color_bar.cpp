#include "widgets/scene3d/color_bar.h"

#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr double barWidth = 12.0;
constexpr double tickLength = 4.0;
constexpr double gap = 4.0;
constexpr double pointHeight = 8.0;
constexpr double tallest = 240.0;
constexpr int bands = 256;

QRectF barRect(QSizeF canvas, double column, double lineHeight)
{
    const double height = std::clamp(canvas.height() - 6.0 * lineHeight, 40.0, tallest);
    // A little above the middle, where the scene is.
    const double top = std::max(2.0 * lineHeight + pointHeight, (canvas.height() - height) / 2.0 - lineHeight);
    return {canvas.width() - column, top, barWidth, height};
}

void paintColors(QPainter& painter, const SceneModel& model, const QRectF& bar)
{
    QImage colors(1, bands, QImage::Format_RGB32);
    for (int i = 0; i < bands; ++i)
        colors.setPixelColor(0, bands - 1 - i, mapColor(model.showing.map, i / (bands - 1.0)));
    painter.drawImage(bar, colors);
}

/// The outline, and the colours of its pointed ends.
void paintOutline(QPainter& painter, const SceneModel& model, const QRectF& bar)
{
    const QPointF top(bar.center().x(), bar.top() - (model.beyond.above ? pointHeight : 0.0));
    const QPointF bottom(bar.center().x(), bar.bottom() + (model.beyond.below ? pointHeight : 0.0));
    if (model.beyond.above)
        painter.fillPath(
            [&] {
                QPainterPath path(top);
                path.lineTo(bar.topRight());
                path.lineTo(bar.topLeft());
                return path;
            }(),
            mapColor(model.showing.map, 1.0));
    if (model.beyond.below)
        painter.fillPath(
            [&] {
                QPainterPath path(bottom);
                path.lineTo(bar.bottomRight());
                path.lineTo(bar.bottomLeft());
                return path;
            }(),
            mapColor(model.showing.map, 0.0));
    painter.setPen(QPen(color(Role::Line), 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolygon(QPolygonF({bar.topLeft(), top, bar.topRight(), bar.bottomRight(), bottom, bar.bottomLeft()}));
}

}  // namespace

double colorBarWidth(const QFont& font)
{
    return barWidth + tickLength + gap + QFontMetricsF(font).horizontalAdvance(QStringLiteral("0.0000")) + gap;
}

void paintColorBar(LabelPainter& labels, const SceneModel& model, QSizeF canvas)
{
    QPainter& painter = labels.painter();
    const double line = labels.sizeOf(QStringLiteral("0")).height();
    const double column = colorBarWidth(painter.font());
    const QRectF bar = barRect(canvas, column, line);
    painter.setRenderHint(QPainter::Antialiasing);
    paintColors(painter, model, bar);
    paintOutline(painter, model, bar);
    labels.occupy(bar.adjusted(-gap, -pointHeight, 0.0, pointHeight));

    const double half = labels.sizeOf(model.titles[2]).width() / 2.0;
    labels.write(model.titles[2],
                 {std::min(bar.left() + half, canvas.width() - gap - half), bar.top() - pointHeight - gap - line / 2.0},
                 color(Role::Text));
    for (const Tick& tick : model.ticks[2]) {
        const double y = bar.bottom() - bar.height() * tick.share;
        painter.setPen(QPen(color(Role::Line), 1.0));
        painter.drawLine(QPointF(bar.right(), y), QPointF(bar.right() + tickLength, y));
        const double width = labels.sizeOf(tick.text).width();
        labels.write(tick.text, {bar.right() + tickLength + gap + width / 2.0, y}, color(Role::Muted));
    }
}

}  // namespace isthmus::widgets
