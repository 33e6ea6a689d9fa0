#include "widgets/scene3d/scene_labels.h"

#include "widgets/scene3d/color_bar.h"
#include "widgets/scene3d/label_painter.h"
#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr double tickLength = 5.0;
constexpr double gap = 4.0;
constexpr double steepest = 75.0;      // degrees that a title goes down
constexpr double shortestAxis = 40.0;  // pixels
constexpr float endOn = 0.97F;         // cosine; an axis seen end on has no room for ticks

struct AxisEdge {
    QVector3D from;
    QVector3D to;
    const std::vector<Tick>* ticks;
    QString title;
};

/// The edges of the box on its silhouette that carry the axes: those of the floor in front, and the upright one at the left.
std::vector<AxisEdge> axisEdges(const SceneModel& model, const SceneProjection& projection)
{
    const QVector3D half = model.space.size / 2.0F;
    const QVector3D towards = projection.view().right();
    constexpr float faceOn = 1e-3F;
    const float y = towards.x() >= 0.0F ? -half.y() : half.y();
    const float x = towards.y() > faceOn ? half.x() : -half.x();
    QVector3D left(-half.x(), -half.y(), -half.z());
    for (const float cornerX : {-half.x(), half.x()})
        for (const float cornerY : {-half.y(), half.y()}) {
            const QVector3D corner(cornerX, cornerY, -half.z());
            if (projection.toCanvas(corner).x() < projection.toCanvas(left).x())
                left = corner;
        }
    const QVector3D above(left.x(), left.y(), half.z());
    return {{{-half.x(), y, -half.z()}, {half.x(), y, -half.z()}, &model.ticks[0], model.titles[0]},
            {{x, -half.y(), -half.z()}, {x, half.y(), -half.z()}, &model.ticks[1], model.titles[1]},
            {left, above, &model.ticks[2], model.titles[2]}};
}

void paintAxis(LabelPainter& labels, const AxisEdge& edge, const SceneProjection& projection)
{
    const QPointF from = projection.toCanvas(edge.from);
    const QPointF to = projection.toCanvas(edge.to);
    const QLineF line(from, to);
    const QVector3D direction = (edge.to - edge.from).normalized();
    if (line.length() < shortestAxis || std::abs(QVector3D::dotProduct(direction, projection.view().towardsCamera())) > endOn)
        return;
    // Square to the edge, away from the box.
    QPointF outwards(line.dy() / line.length(), -line.dx() / line.length());
    const QPointF inside = projection.toCanvas({}) - line.center();
    if (QPointF::dotProduct(outwards, inside) > 0.0)
        outwards = -outwards;

    double widest = 0.0;
    for (const Tick& tick : *edge.ticks) {
        const QPointF at = projection.toCanvas(edge.from + static_cast<float>(tick.share) * (edge.to - edge.from));
        const QSizeF size = labels.sizeOf(tick.text);
        // From the tick to the middle of its text, so that the text's box just clears it.
        const double beyond = (std::abs(outwards.x()) * size.width() + std::abs(outwards.y()) * 0.8 * size.height()) / 2.0;
        labels.painter().setPen(QPen(color(Role::Line), 1.0));
        labels.painter().drawLine(at, at + tickLength * outwards);
        if (labels.write(tick.text, at + (tickLength + gap + beyond) * outwards, color(Role::Muted)))
            widest = std::max(widest, 2.0 * beyond);
    }
    const double height = labels.sizeOf(edge.title).height();
    double degrees = -line.angle();
    degrees = std::remainder(degrees, 180.0);
    if (degrees > steepest)  // upright titles are read from below
        degrees -= 180.0;
    const QString title = QFontMetricsF(labels.painter().font())
                              .elidedText(edge.title, Qt::ElideMiddle, std::max(line.length(), 3.0 * shortestAxis));
    labels.write(title, line.center() + (tickLength + 2.0 * gap + widest + height / 2.0) * outwards, color(Role::Text), degrees);
}

bool isHidden(const SceneMark& mark, const SceneModel& model, const SceneProjection& projection)
{
    constexpr float onTop = 0.03F;  // a mark stands out of the surface by its own size
    const SceneRay ray = projection.rayAt(projection.toCanvas(mark.at));
    const std::optional<QVector3D> hit = model.field.hit(ray);
    return hit && (*hit - ray.from).length() < (mark.at - ray.from).length() - onTop;
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
            if (canvas.contains(place) && labels.write(mark.name, at + shift, colour))
                break;
        }
    }
}

}  // namespace

QMarginsF labelMargins(const QFont& font, QSizeF canvas)
{
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    const double number = metrics.horizontalAdvance(QStringLiteral("0.000"));
    const double around = tickLength + 2.0 * gap + line;
    const QMarginsF wanted(around + number, line, around + number / 2.0 + colorBarWidth(font), around + 1.5 * line);
    const double wide = std::min(1.0, canvas.width() / 2.0 / (wanted.left() + wanted.right()));
    const double high = std::min(1.0, canvas.height() / 2.0 / (wanted.top() + wanted.bottom()));
    // The ticks give way before the colour bar.
    const double right = std::max(wide * wanted.right(), std::min(colorBarWidth(font), canvas.width() / 2.0));
    const double left = std::min(wide * wanted.left(), std::max(0.0, canvas.width() / 2.0 - right));
    return {left, high * wanted.top(), right, high * wanted.bottom()};
}

void paintSceneLabels(QPainter& painter, const SceneModel& model, const SceneProjection& projection)
{
    painter.setRenderHint(QPainter::Antialiasing);
    LabelPainter labels(painter);
    paintColorBar(labels, model, projection.canvas());
    if (!model.space.tetrahedron)
        for (const AxisEdge& edge : axisEdges(model, projection))
            paintAxis(labels, edge, projection);
    paintNames(labels, model, projection);
}

}  // namespace isthmus::widgets
