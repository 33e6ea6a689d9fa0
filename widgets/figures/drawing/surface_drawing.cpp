#include "widgets/figures/drawing/surface_drawing.h"

#include "engine/results/landscape_grid.h"
#include "widgets/figures/drawing/inside_axes.h"
#include "widgets/figures/drawing/named_points.h"
#include "widgets/scene3d/label_painter.h"
#include "widgets/scene3d/scene_labels.h"

#include <cmath>
#include <limits>

namespace isthmus::widgets {

namespace {

constexpr double mostPixels = 8000.0;  // along a side

/// The field as the landscape it came from, as far as a scene shows it.
engine::LandscapeGrid gridOf(const PanelData& data)
{
    engine::LandscapeGrid grid;
    grid.axes[0].points = data.field->x;
    grid.axes[1].points = data.field->y;
    grid.tasks.push_back({.task = 1, .loss = data.field->values, .accuracy = {}});
    for (const FigureMark& mark : data.marks)
        grid.anchors.push_back({.name = mark.name,
                                .place = {mark.x, mark.y, 0.0},
                                .spans = mark.filled,
                                .loss = {mark.value.value_or(std::numeric_limits<double>::quiet_NaN())}});
    grid.path = data.path;
    return grid;
}

/// What a painter's device has for each of the canvas's pixels.
double pixelRatio(const QPainter& painter, QSizeF canvas, double dots)
{
    const bool raster = painter.device()->devType() == QInternal::Image || painter.device()->devType() == QInternal::Pixmap;
    const double ratio = raster ? canvasUnit * std::sqrt(std::abs(painter.transform().determinant())) : 0.5 * dots / 72.0;
    return std::min(ratio, mostPixels / std::max(canvas.width(), canvas.height()));
}

void drawAxes(QPainter& painter, const FigureSurface& surface, const SceneProjection& projection, const FigureStyle& style)
{
    LabelPainter labels(painter, projection.canvas(), std::nullopt);
    for (const SceneAxis& axis : sceneAxes(surface.model, projection)) {
        painter.setPen(QPen(style.ink, 1.0, Qt::SolidLine, Qt::SquareCap));
        painter.drawLine(axis.line);
        paintSceneAxis(labels, axis, {canvasFont(style.smallFont), canvasFont(style.labelFont), style.ink, style.ink, style.ink});
    }
}

}  // namespace

QFont canvasFont(QFont font)
{
    font.setPixelSize(qRound(font.pixelSize() / canvasUnit));
    return font;
}

SceneProjection FigureSurface::on(QSizeF canvas, const QFont& font) const
{
    const std::vector<QVector3D> box = model.space.outline();
    const QRectF room = QRectF(QPointF(), canvas).marginsRemoved(axisMargins(font, canvas));
    const auto boundsAt = [&](double distance) {
        SceneView tried = view;
        tried.distance = distance;
        const SceneProjection projection(tried, canvas, {});
        QPolygonF corners;
        for (const QVector3D& corner : box)
            corners << projection.toCanvas(corner);
        return corners.boundingRect();
    };
    double close = 1.2, far = 30.0;
    for (int step = 0; step < 24; ++step) {
        const double middle = 0.5 * (close + far);
        const QSizeF size = boundsAt(middle).size();
        (size.width() <= room.width() && size.height() <= room.height() ? far : close) = middle;
    }
    // The box is not around the middle of its picture: it is moved to that of the room.
    const QPointF off = boundsAt(far).center() - room.center();
    SceneView fitted = view;
    fitted.distance = far;
    return {fitted.zoomed(zoom), canvas, QMarginsF(-off.x(), -off.y(), off.x(), off.y())};
}

FigureSurface figureSurface(const PanelData& data, const engine::Json& options, const FieldLook& look,
                            const std::array<QString, 3>& titles)
{
    const GridShowing showing{.measure = GridShowing::Measure::Loss,  // in percent or nats: values are shown as they are
                              .tasks = GridShowing::Tasks::One,
                              .scale = look.scale,
                              .map = look.map};
    FigureSurface surface{sceneModel(gridOf(data), showing, look.range), {}, options.at("zoom").get<double>()};
    surface.view.azimuth = options.at("azimuth").get<double>();
    surface.view.elevation = options.at("elevation").get<double>();
    surface.view.parallel = options.at("projection").get<std::string>() == "parallel";
    surface.model.titles = titles;
    surface.model.contours.clear();
    for (const double level : look.levels())
        surface.model.contours.push_back(shareOf(level, look.range, look.scale));
    return surface;
}

void drawSurface(QCPAxisRect& rect, const FigureSurface& surface, const FigureStyle& style, const ScenePainter& scenes)
{
    new InsideAxes(rect, [=, &style, &scenes](QCPPainter& painter, const QCPAxisRect& place) {
        const QSizeF canvas = QSizeF(place.rect().size()) / canvasUnit;
        const SceneProjection projection = surface.on(canvas, canvasFont(style.labelFont));
        painter.save();
        painter.translate(place.rect().topLeft());
        painter.scale(canvasUnit, canvasUnit);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRectF(QPointF(), canvas),
                          scenes(surface.model, projection, pixelRatio(painter, canvas, style.pictureDots)));
        drawAxes(painter, surface, projection, style);
        painter.restore();
        QVector<NamedPoint> points;
        for (const SceneMark& mark : surface.model.marks)
            points.append({mark.name, place.rect().topLeft() + canvasUnit * projection.toCanvas(mark.at), mark.spans,
                           isHidden(mark, surface.model, projection)});
        NamedPoints(points, place.rect(), style).drawNames(painter);
    });
}

}  // namespace isthmus::widgets
