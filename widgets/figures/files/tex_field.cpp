#include "widgets/figures/files/tex_field.h"

#include "widgets/figures/drawing/field_drawing.h"
#include "widgets/figures/drawing/surface_drawing.h"
#include "widgets/figures/files/tex_words.h"
#include "widgets/scene3d/contours.h"
#include "widgets/scene3d/scene_axes.h"
#include "widgets/scene3d/scene_picture.h"
#include "widgets/theme/task_colors.h"

#include <QBuffer>
#include <QtMath>

namespace isthmus::widgets {

namespace {

constexpr int colourSteps = 32;
constexpr int barTicks = 5;
constexpr double tickLength = 2.5;  // points
constexpr double gap = 2.0;
const QString onWhite = QStringLiteral(", fill=white, fill opacity=0.85, text opacity=1");

QString pointText(QPointF at) { return QStringLiteral("(axis cs:%1,%2)").arg(at.x(), 0, 'f', 2).arg(at.y(), 0, 'f', 2); }

QString colourBar(const FigurePanel& panel, const FieldLook& look, const FigureStyle& style)
{
    QString colours;
    for (int k = 0; k <= colourSteps; ++k) {
        const QColor colour = mapColor(look.map, static_cast<double>(k) / colourSteps);
        colours += QStringLiteral("rgb255=(%1,%2,%3) ").arg(colour.red()).arg(colour.green()).arg(colour.blue());
    }
    QStringList places, texts;
    const GridShowing showing{.tasks = GridShowing::Tasks::One, .scale = look.scale};
    for (const Tick& tick : valueTicks(look.range, showing, barTicks)) {
        places << texNumber(tick.share);
        texts << texText(tick.text);
    }
    return QStringLiteral(
               "colorbar, colormap={isthmus}{%1}, point meta min=0, point meta max=1, "
               "colorbar/width=7bp, colorbar shift/.style={xshift=4bp}, "
               "colorbar style={axis lines*=right, axis line style={draw=none}, ylabel near ticks, yticklabel pos=right, "
               "ytick={%2}, yticklabels={%3}, ylabel={%4}, "
               "label style={font=%5}, tick label style={font=%6}}")
        .arg(colours.trimmed(), places.join(u','), texts.join(u','), texText(QString::fromStdString(panel.data->field->label)),
             texFont(style.labelFont.pixelSize() / unitsPerPoint), texFont(style.smallFont.pixelSize() / unitsPerPoint));
}

QString wordsAt(const QString& text, QPointF at, const QString& anchor, const FigureStyle& style, const QString& more = {})
{
    return QStringLiteral("\\node[anchor=%1, inner sep=1pt, font=%2%3] at %4 {%5};\n")
        .arg(anchor, texFont(style.smallFont.pixelSize() / unitsPerPoint), more, pointText(at), texText(text));
}

QString contourPlots(const FigureField& field, const FieldLook& look, const FigureStyle& style)
{
    QString tex;
    for (const Contour& contour : contourLines(field.x, field.y, field.values, look.levels())) {
        tex += QStringLiteral("\\addplot[forget plot, no marks, color=%1, opacity=0.75, line width=%2pt] coordinates {")
                   .arg(texColour(textOn(look.colourOf(contour.level))))
                   .arg(0.5 * style.lineWidth / unitsPerPoint);
        for (qsizetype k = 0; k < contour.line.size(); ++k)
            tex += (k % 6 == 0 ? QStringLiteral("\n") : QString())
                   + QStringLiteral(" (%1,%2)").arg(texNumber(contour.line[k].x()), texNumber(contour.line[k].y()));
        tex += QStringLiteral("\n};\n");
    }
    return tex;
}

QString mapPlots(const PanelData& data, const FieldLook& look, const FigureStyle& style)
{
    QString tex = contourPlots(*data.field, look, style);
    for (const FigureMark& mark : data.marks) {
        const double radius = 0.5 * style.markerSize / unitsPerPoint;
        tex += QStringLiteral("\\addplot[forget plot, only marks, mark=%1, mark size=%2pt, "
                              "mark options={draw=white, fill=black}] coordinates {(%3,%4)};\n")
                   .arg(mark.filled ? QStringLiteral("*") : QStringLiteral("o"))
                   .arg(radius)
                   .arg(texNumber(mark.x), texNumber(mark.y));
        const bool atRight = 2.0 * mark.x > data.field->x.front() + data.field->x.back();  // its name goes to the left
        tex += wordsAt(QString::fromStdString(mark.name), {mark.x, mark.y},
                       atRight ? QStringLiteral("east") : QStringLiteral("west"), style,
                       QStringLiteral(", xshift=%1pt").arg((atRight ? -1.0 : 1.0) * (radius + 1.0)) + onWhite);
    }
    return tex;
}

/// The cells of a matrix with their values, as far as these fit.
QString cellPlots(const FigureField& field, const FieldLook& look, bool coloured, QSizeF room, const FigureStyle& style)
{
    const QFontMetricsF metrics(style.smallFont);
    const QSizeF cell(room.width() * unitsPerPoint / static_cast<double>(field.x.size()),
                      room.height() * unitsPerPoint / static_cast<double>(field.y.size()));
    QString tex;
    for (std::size_t j = 0; j < field.y.size(); ++j) {
        for (std::size_t i = 0; i < field.x.size(); ++i) {
            const double value = field.values[j * field.x.size() + i], x = field.x[i], y = field.y[j];
            if (!std::isfinite(value))
                continue;
            const QColor colour = look.colourOf(value);
            if (coloured)
                tex +=
                    QStringLiteral("\\fill[fill=%1, draw=white, line width=0.8bp] (axis cs:%2,%3) rectangle (axis cs:%4,%5);\n")
                        .arg(texColour(colour), texNumber(x - 0.5), texNumber(y - 0.5), texNumber(x + 0.5), texNumber(y + 0.5));
            if (const QString text = cellText(value, cell.width(), metrics); cell.height() > metrics.height() && !text.isEmpty())
                tex += QStringLiteral("\\node[inner sep=0pt, font=%1, text=%2] at (axis cs:%3,%4) {%5};\n")
                           .arg(texFont(style.smallFont.pixelSize() / unitsPerPoint),
                                texColour(coloured ? textOn(colour) : QColor(Qt::black)), texNumber(x), texNumber(y), text);
        }
    }
    return tex;
}

/// A line of the scene's axis with its ticks, their values and its title. Lengths in points, y upwards.
QString axisPlots(const SceneAxis& axis, double height, const FigureStyle& style)
{
    const auto onPage = [height](QPointF canvas) { return QPointF(0.5 * canvas.x(), height - 0.5 * canvas.y()); };
    const QPointF outwards(axis.outwards.x(), -axis.outwards.y());
    const QString inwards =
        QString::number(qRadiansToDegrees(std::atan2(-outwards.y(), -outwards.x())), 'f', 1);  // where words meet their tick
    QString tex = QStringLiteral("\\draw %1 -- %2;\n").arg(pointText(onPage(axis.line.p1())), pointText(onPage(axis.line.p2())));
    const QFontMetricsF metrics(canvasFont(style.smallFont));
    double widest = 0.0;
    for (const Tick& tick : axis.ticks) {
        const QPointF at = onPage(axis.line.pointAt(tick.share));
        tex += QStringLiteral("\\draw %1 -- %2;\n").arg(pointText(at), pointText(at + tickLength * outwards));
        tex += wordsAt(tick.text, at + (tickLength + 0.5 * gap) * outwards, inwards, style);
        widest = std::max(
            widest,
            0.5 * (std::abs(outwards.x()) * metrics.horizontalAdvance(tick.text) + std::abs(outwards.y()) * metrics.height()));
    }
    const double turned = -titleAngle(axis), up = qDegreesToRadians(turned + 90.0);
    const bool below = outwards.x() * std::cos(up) + outwards.y() * std::sin(up) < 0.0;
    return tex
           + QStringLiteral("\\node[rotate=%1, anchor=%2, inner sep=1pt, font=%3] at %4 {%5};\n")
                 .arg(turned, 0, 'f', 1)
                 .arg(below ? QStringLiteral("north") : QStringLiteral("south"),
                      texFont(style.labelFont.pixelSize() / unitsPerPoint),
                      pointText(onPage(axis.line.center()) + (tickLength + 2.0 * gap + widest) * outwards), texText(axis.title));
}

QString surfacePlots(const FigureSurface& surface, const SceneProjection& projection, const FigureStyle& style)
{
    const double height = 0.5 * projection.canvas().height();
    QString tex;
    for (const SceneAxis& axis : sceneAxes(surface.model, projection))
        tex += axisPlots(axis, height, style);
    for (const SceneMark& mark : surface.model.marks) {
        const QPointF at = projection.toCanvas(mark.at);
        tex += wordsAt(mark.name, {0.5 * at.x(), height - 0.5 * at.y()}, QStringLiteral("south"), style,
                       QStringLiteral(", yshift=4pt") + onWhite);
    }
    return tex;
}

QString labelOf(const FigurePanel& panel, const char* key, const std::string& own)
{
    const std::string given = panel.spec->options.at(key).get<std::string>();
    return QString::fromStdString(given.empty() ? own : given);
}

FieldLook lookOf(const FigurePanel& panel) { return fieldLook(panel.spec->options, *panel.data); }

FigureSurface surfaceOf(const FigurePanel& panel)
{
    return figureSurface(*panel.data, panel.spec->options, lookOf(panel),
                         {labelOf(panel, "x_label", panel.data->xLabel), labelOf(panel, "y_label", panel.data->yLabel),
                          QString::fromStdString(panel.data->field->label)});
}

SceneProjection projectionOf(const FigureSurface& surface, const FigureStyle& style, QSizeF room)
{
    return surface.on(2.0 * room, canvasFont(style.labelFont));
}

}  // namespace

QString texFieldSettings(const FigurePanel& panel, const FigureStyle& style, QSizeF room)
{
    const FigureField& field = *panel.data->field;
    const bool surface = panel.data->surface;
    const double half = panel.data->cells ? 0.5 : 0.0;
    const QRectF shown = surface ? QRectF(QPointF(), room)
                                 : QRectF(QPointF(field.x.front() - half, field.y.front() - half),
                                          QPointF(field.x.back() + half, field.y.back() + half));
    const QString extent = QStringLiteral("width=%1bp, height=%2bp, xmin=%3, xmax=%4, ymin=%5, ymax=%6, grid=none, ")
                               .arg(texNumber(room.width()), texNumber(room.height()), texNumber(shown.left()),
                                    texNumber(shown.right()), texNumber(shown.top()), texNumber(shown.bottom()))
                           + (panel.data->cells ? QStringLiteral("y dir=reverse, axis x line*=bottom, ") : QString());
    const QString axes = surface ? QStringLiteral("hide axis, clip=false, ")
                                 : QStringLiteral("axis on top, xlabel={%1}, ylabel={%2}, ")
                                       .arg(texText(labelOf(panel, "x_label", panel.data->xLabel)),
                                            texText(labelOf(panel, "y_label", panel.data->yLabel)));
    return extent + axes + colourBar(panel, lookOf(panel), style);
}

QString texFieldPlots(const FigurePanel& panel, const FigureStyle& style, QSizeF room, const QString& picture)
{
    if (panel.data->cells)
        return cellPlots(*panel.data->field, lookOf(panel), panel.spec->options.at("latex").get<std::string>() == "coloured",
                         room, style);
    const FigureField& field = *panel.data->field;
    const bool isSurface = panel.data->surface;
    const QRectF place = isSurface ? QRectF(QPointF(), room)
                                   : QRectF(QPointF(field.x.front(), field.y.front()), QPointF(field.x.back(), field.y.back()));
    const QString graphics =
        QStringLiteral("\\addplot[forget plot] graphics[xmin=%1, xmax=%2, ymin=%3, ymax=%4] {%5};\n")
            .arg(texNumber(place.left()), texNumber(place.right()), texNumber(place.top()), texNumber(place.bottom()), picture);
    if (!isSurface)
        return graphics + mapPlots(*panel.data, lookOf(panel), style);
    const FigureSurface surface = surfaceOf(panel);
    return graphics + surfacePlots(surface, projectionOf(surface, style, room), style);
}

QByteArray texFieldPicture(const FigurePanel& panel, const FigureStyle& style, QSizeF room)
{
    QImage image;
    if (panel.data->surface) {
        const FigureSurface surface = surfaceOf(panel);
        image = scenePicture(surface.model, projectionOf(surface, style, room), 0.5 * style.pictureDots / 72.0);
    } else {
        image = fieldImage(*panel.data->field, lookOf(panel), qRound(room.width() * style.pictureDots / 72.0));
    }
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return png;
}

}  // namespace isthmus::widgets
