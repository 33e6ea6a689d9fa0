#include "widgets/scene3d/scene_labels.h"

#include "widgets/scene3d/color_bar.h"
#include "widgets/scene3d/label_painter.h"
#include "widgets/scene3d/scene_axes.h"
#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr double tickLength = 5.0;
constexpr double gap = 4.0;
constexpr double shortestTitle = 120.0;

/// Keeps a name readable on whatever lies beneath, and that still to be seen.
void paintPlate(QPainter& painter, const QRectF& name)
{
    constexpr double beside = 3.0, corner = 3.0;
    QColor panel = color(Role::Panel);
    panel.setAlphaF(0.8F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(panel);
    painter.drawRoundedRect(name.adjusted(-beside, 0.0, beside, 0.0), corner, corner);
}

void paintNames(LabelPainter& labels, const SceneModel& model, const SceneProjection& projection)
{
    constexpr double ball = 7.0;
    const QRectF canvas(QPointF(), projection.canvas());
    for (const SceneMark& mark : model.marks) {
        const QPointF at = projection.toCanvas(mark.at);
        labels.occupy(QRectF(at.x() - ball, at.y() - ball, 2.0 * ball, 2.0 * ball).adjusted(1, 1, -1, -1));
    }
    for (const SceneMark& mark : model.marks) {
        const QPointF at = projection.toCanvas(mark.at);
        if (!canvas.contains(at))
            continue;
        const QSizeF size = labels.sizeOf(mark.name);
        const double aside = ball + gap + size.width() / 2.0;
        const double over = ball + size.height() / 2.0;
        const QColor colour = color(isHidden(mark, model, projection) ? Role::Muted : Role::Text);
        for (const QPointF shift : {QPointF(0.0, -over), QPointF(aside, 0.0), QPointF(-aside, 0.0), QPointF(0.0, over)}) {
            QRectF place(QPointF(), size);
            place.moveCenter(at + shift);
            if (!canvas.contains(place) || !labels.isFree(place))
                continue;
            paintPlate(labels.painter(), place);
            labels.write(mark.name, at + shift, colour);
            break;
        }
    }
}

/// With a new line at the space that leaves the longer one shortest.
QString inTwoLines(const QString& text)
{
    qsizetype best = -1;
    for (qsizetype at = text.indexOf(u' '); at >= 0; at = text.indexOf(u' ', at + 1))
        if (std::abs(2 * at - text.size()) < std::abs(2 * best - text.size()))
            best = at;
    return best < 0 ? text : text.first(best) + u'\n' + text.sliced(best + 1);
}

/// The title of an axis in one line as long as the axis, else in two, if need be longer than it, else its end: the first for
/// which there is room, `away` from the axis or a little farther, beside its middle or nearer to an end.
void paintTitle(LabelPainter& labels, const SceneAxis& axis, double away, const QColor& colour)
{
    const double longest = std::max(axis.line.length(), shortestTitle), angle = titleAngle(axis);
    const QString end = QFontMetricsF(labels.painter().font()).elidedText(axis.title, Qt::ElideLeft, longest);
    const QString whole = end == axis.title ? axis.title : inTwoLines(axis.title);
    const double line = labels.sizeOf(end).height();
    for (const QString& title : {whole, end})
        for (const double farther : {0.0, 0.5, 1.0})
            for (const double share : {0.5, 0.25, 0.75, 0.0, 1.0}) {
                const double off = away + farther * line + labels.sizeOf(title).height() / 2.0;
                const QPointF centre = axis.line.pointAt(share) + off * axis.outwards;
                if (labels.hasRoom(title, centre, angle)) {
                    labels.write(title, centre, colour, angle);
                    return;
                }
            }
}

/// `beside`: what stands at the right of the axes.
QMarginsF margins(const QFont& font, QSizeF canvas, double beside)
{
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    const double number = metrics.horizontalAdvance(QStringLiteral("0.000"));
    const double around = tickLength + 2.0 * gap + line;
    const QMarginsF wanted(around + number, line, around + number / 2.0 + beside, around + 1.5 * line);
    const double wide = std::min(1.0, canvas.width() / 2.0 / (wanted.left() + wanted.right()));
    const double high = std::min(1.0, canvas.height() / 2.0 / (wanted.top() + wanted.bottom()));
    // The ticks give way before the colour bar.
    const double right = std::max(wide * wanted.right(), std::min(colorBarWidth(font) + 2.0 * gap, 0.6 * canvas.width()));
    const double left = std::min(wide * wanted.left(), std::max(0.0, canvas.width() / 2.0 - right));
    return {left, high * wanted.top(), right, high * wanted.bottom()};
}

}  // namespace

QMarginsF axisMargins(const QFont& font, QSizeF canvas) { return margins(font, canvas, 0.0); }

QMarginsF labelMargins(const QFont& font, QSizeF canvas) { return margins(font, canvas, colorBarWidth(font)); }

void paintSceneAxis(LabelPainter& labels, const SceneAxis& axis, const SceneAxisStyle& style)
{
    QPainter& painter = labels.painter();
    painter.setFont(style.ticks);
    double widest = 0.0;
    for (const Tick& tick : axis.ticks) {
        const QPointF at = axis.line.pointAt(tick.share);
        const QSizeF size = labels.sizeOf(tick.text);
        // From the tick to the middle of its text, so that the text's box just clears it.
        const double beyond =
            (std::abs(axis.outwards.x()) * size.width() + std::abs(axis.outwards.y()) * 0.8 * size.height()) / 2.0;
        painter.setPen(QPen(style.line, 1.0));
        painter.drawLine(at, at + tickLength * axis.outwards);
        const QPointF centre = at + (tickLength + gap + beyond) * axis.outwards;
        QRectF place(QPointF(), size + QSizeF(2.0 * gap, 0.0));  // two numbers side by side would be read as one
        place.moveCenter(centre);
        if (labels.isFree(place) && labels.write(tick.text, centre, style.tickText))
            widest = std::max(widest, 2.0 * beyond);
    }
    painter.setFont(style.title);
    paintTitle(labels, axis, tickLength + 2.0 * gap + widest, style.titleText);
}

void paintSceneLabels(QPainter& painter, const SceneModel& model, const SceneProjection& projection)
{
    painter.setRenderHint(QPainter::Antialiasing);
    LabelPainter labels(painter, projection.canvas(), color(Role::Panel));
    paintColorBar(labels, model, projection.canvas());
    if (!model.space.tetrahedron)
        for (const SceneAxis& axis : sceneAxes(model, projection))
            paintSceneAxis(labels, axis,
                           {painter.font(), painter.font(), color(Role::Line), color(Role::Muted), color(Role::Text)});
    paintNames(labels, model, projection);
}

}  // namespace isthmus::widgets
