#include "widgets/scene3d/landscape_scene.h"

#include "widgets/scene3d/opengl_check.h"
#include "widgets/scene3d/scene_canvas.h"
#include "widgets/theme/number_format.h"

#include <QContextMenuEvent>
#include <QLocale>
#include <QPainter>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus::widgets {

namespace {

constexpr double vectorRatio = 4.0;  // bitmap pixels in 1/96 inch of a page
constexpr double bitmapRatio = 2.0;

QString emptyText()
{
    return openGlProblem().isEmpty()
               ? LandscapeScene::tr("The same as a surface appears here as soon as the first points are known.")
               : openGlProblem();
}

std::size_t nearestPoint(const std::vector<double>& points, double value)
{
    const auto above = std::lower_bound(points.begin(), points.end(), value);
    if (above == points.begin())
        return 0;
    if (above == points.end())
        return points.size() - 1;
    return static_cast<std::size_t>(above - points.begin()) - (value - *(above - 1) < *above - value ? 1 : 0);
}

QString placeText(const char* axis, double value) { return QStringLiteral("%1 = %2").arg(QLatin1String(axis), lossText(value)); }

QString numberText(double value)
{
    return std::isnan(value) ? QString() : QString::number(value, 'g', QLocale::FloatingPointShortest);
}

}  // namespace

LandscapeScene::LandscapeScene(QWidget* parent)
    : PlotFrame(tr("Landscape surface"), emptyText(), parent), rebuilding_(new QTimer(this))
{
    rebuilding_->setSingleShot(true);
    rebuilding_->setInterval(0);
    if (!openGlProblem().isEmpty())
        return;
    canvas_ = new SceneCanvas;
    setCanvas(canvas_);
    setEmpty(true);
    connect(rebuilding_, &QTimer::timeout, this, [this] { model(); });
    connect(canvas_, &SceneCanvas::pointed, this, &LandscapeScene::pointedAt);
    connect(canvas_, &SceneCanvas::menuAsked, this, &LandscapeScene::askForMenu);
    connect(canvas_, &SceneCanvas::clicked, this, [this](QPointF pixel) {
        if (const std::optional<QPointF> place = gridPointAt(pixel))
            Q_EMIT picked(*place);
    });
}

void LandscapeScene::setGrid(engine::LandscapeGridPtr grid)
{
    if (grid && (grid->axes[0].points.empty() || grid->axes[1].points.empty()))
        grid.reset();
    grid_ = std::move(grid);
    outdate();
}

void LandscapeScene::setShowing(const GridShowing& showing)
{
    if (showing == showing_)
        return;
    showing_ = showing;
    outdate();
}

void LandscapeScene::setRange(std::optional<ValueRange> range)
{
    if (range == range_)
        return;
    range_ = range;
    outdate();
}

void LandscapeScene::outdate()
{
    if (!canvas_)
        return;
    model_.reset();
    setNote(noteText());
    setEmpty(!grid_);
    if (!grid_)
        cursor_.reset();
    else if (isVisible())
        rebuilding_->start();
}

/// Made when it is first asked for, so that a burst of tiles, or a view that nobody sees, costs one picture or none.
const SceneModel& LandscapeScene::model() const
{
    if (!model_) {
        model_ = std::make_shared<const SceneModel>(grid_ ? sceneModel(*grid_, showing_, range_) : SceneModel());
        if (canvas_ && grid_) {
            canvas_->setModel(model_);
            const_cast<LandscapeScene*>(this)->showCursor();
        }
    }
    return *model_;
}

void LandscapeScene::showEvent(QShowEvent* event)
{
    PlotFrame::showEvent(event);
    if (canvas_ && grid_)
        model();
}

ValueRange LandscapeScene::range() const { return model().range; }

SceneView LandscapeScene::view() const
{
    if (!canvas_)
        return {};
    model();
    return canvas_->view();
}

void LandscapeScene::setView(const SceneView& view)
{
    if (!canvas_)
        return;
    model();
    canvas_->setView(view);
}

std::optional<QPointF> LandscapeScene::gridPointAt(QPointF pixel) const
{
    if (!canvas_)
        return std::nullopt;
    const SceneModel& scene = model();
    const std::optional<QVector3D> hit = scene.field.hit(canvas_->projection().rayAt(pixel));
    return hit ? std::optional(scene.space.gridPoint(*hit)) : std::nullopt;
}

std::optional<QPointF> LandscapeScene::canvasPoint(double x, double y) const
{
    if (!canvas_)
        return std::nullopt;
    const std::optional<QVector3D> place = model().field.onSurface(model().space.at(x, y, 0.0));
    return place ? std::optional(canvas_->projection().toCanvas(*place)) : std::nullopt;
}

void LandscapeScene::pointedAt(std::optional<QPointF> pixel)
{
    if (grid_ && model().space.tetrahedron) {
        const ScenePoint* point = pixel ? cloudPointAt(*pixel) : nullptr;
        canvas_->setCursorPlace(point ? std::optional(point->at) : std::nullopt);
        if (!point)
            return setReadout({});
        const std::size_t columns = grid_->axes[0].points.size();
        const std::size_t rows = grid_->axes[1].points.size();
        const std::size_t at = point->inGrid;
        return setReadout(QStringList{
            placeText("x", grid_->axes[0].points[at % columns]), placeText("y", grid_->axes[1].points[at / columns % rows]),
            placeText("z", grid_->axes[2].points[at / columns / rows]), gridValueText(model().values[at], showing_.measure)}
                              .join(QStringLiteral(" · ")));
    }
    const std::optional<QPointF> place = pixel && grid_ ? gridPointAt(*pixel) : std::nullopt;
    if (!place && !cursor_)
        return;
    setCursor(place);
    Q_EMIT hovered(place);
}

const ScenePoint* LandscapeScene::cloudPointAt(QPointF pixel) const
{
    const SceneRay ray = canvas_->projection().rayAt(pixel);
    const double reach = 0.25 * model().spacing;
    const ScenePoint* nearest = nullptr;
    float depth = std::numeric_limits<float>::max();
    for (const ScenePoint& point : model().cloud) {
        const float along = QVector3D::dotProduct(point.at - ray.from, ray.direction);
        if (along < depth && (ray.from + along * ray.direction - point.at).length() < reach) {
            nearest = &point;
            depth = along;
        }
    }
    return nearest;
}

void LandscapeScene::setCursor(std::optional<QPointF> place)
{
    if (!canvas_ || !grid_ || place == cursor_)
        return;
    cursor_ = place;
    if (model_)
        showCursor();
    setReadout(cursor_ ? readoutAt(cursor_->x(), cursor_->y()) : QString());
}

void LandscapeScene::showCursor()
{
    const bool onField = cursor_ && !model_->space.tetrahedron;
    canvas_->setCursorPlace(onField ? model_->field.onSurface(model_->space.at(cursor_->x(), cursor_->y(), 0.0)) : std::nullopt);
}

QString LandscapeScene::readoutAt(double x, double y) const
{
    if (!grid_ || model().space.tetrahedron || !model().field.onSurface(model().space.at(x, y, 0.0)))
        return {};
    // The nearest measured point, not what lies between.
    const std::vector<double>& xs = grid_->axes[0].points;
    const std::vector<double>& ys = grid_->axes[1].points;
    const std::size_t column = nearestPoint(xs, x);
    const std::size_t row = nearestPoint(ys, y);
    const double value = model().values[row * xs.size() + column];
    if (std::isnan(value))
        return {};
    return QStringList{placeText("x", xs[column]), placeText("y", ys[row]), gridValueText(value, showing_.measure)}.join(
        QStringLiteral(" · "));
}

QString LandscapeScene::noteText() const
{
    if (!grid_)
        return {};
    QString note = showingText(*grid_, showing_);
    if (showing_.scale == GridShowing::Scale::Logarithmic)
        note += tr(" · logarithmic");
    if (showing_.scale == GridShowing::Scale::Clipped && !range_)
        note += tr(" · highest tenth cut off");
    return note;
}

QString LandscapeScene::csv() const
{
    if (!grid_)
        return {};
    const auto& [x, y, z] = grid_->axes;
    const bool solid = !z.points.empty();
    QString text = solid ? QStringLiteral("x,y,z") : QStringLiteral("x,y");
    for (const engine::GridTask& task : grid_->tasks) {
        const QString split = task.split == engine::Split::Test ? QStringLiteral("test") : QStringLiteral("train");
        text += QStringLiteral(",task_%1_%2_loss,task_%1_%2_accuracy").arg(QString::number(task.task), split);
    }
    for (std::size_t at = 0; at < grid_->size(); ++at) {
        if (!grid_->hasPoint(at))
            continue;
        const std::size_t columns = x.points.size();
        const std::size_t rows = y.points.size();
        text += u'\n' + numberText(x.points[at % columns]) + u',' + numberText(y.points[at / columns % rows]);
        if (solid)
            text += u',' + numberText(z.points[at / columns / rows]);
        for (const engine::GridTask& task : grid_->tasks)
            text += u',' + numberText(task.loss[at]) + u',' + numberText(task.accuracy[at]);
    }
    return text + u'\n';
}

QString LandscapeScene::definition() const
{
    return tr("<p><b>Landscape surface</b>: every point of the floor is a network; the height and the colour above it are its "
              "loss or accuracy on the tasks chosen, measured at the points of the grid and drawn straight between them. Lines "
              "on the surface join equal values.</p><p>White balls are networks that the grid goes through, grey ones lie off "
              "it and are shown at their own value above their projection.</p><p>Drag to orbit, with Shift to move, wheel to "
              "zoom, double click to reset. Keys: 1 top, 2 front, 3 side, 4 isometric, R reset, P perspective on or off, arrows "
              "turn, + and − zoom.</p>");
}

void LandscapeScene::drawPicture(QPaintDevice& device, bool vector)
{
    if (!canvas_)
        return;
    model();
    QPainter painter(&device);
    canvas_->drawPicture(painter, vector ? vectorRatio : bitmapRatio);
}

void LandscapeScene::restyle()
{
    if (canvas_)
        canvas_->restyle();
}

void LandscapeScene::askForMenu(QPoint globalPosition)
{
    QContextMenuEvent event(QContextMenuEvent::Other, mapFromGlobal(globalPosition), globalPosition);
    contextMenuEvent(&event);
}

bool LandscapeScene::eventFilter(QObject* watched, QEvent* event)
{
    // The right button pans; only its click without a drag, which the canvas reports, opens the menu.
    const bool menu = watched == canvas_ && event->type() == QEvent::ContextMenu;
    if (menu && static_cast<QContextMenuEvent*>(event)->reason() == QContextMenuEvent::Mouse)
        return true;
    return PlotFrame::eventFilter(watched, event);
}

}  // namespace isthmus::widgets
