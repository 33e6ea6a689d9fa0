#include "widgets/scene3d/landscape_scene.h"

#include "widgets/landscape/grid_places.h"
#include "widgets/landscape/grid_slice.h"
#include "widgets/landscape/grid_text.h"
#include "widgets/scene3d/opengl_check.h"
#include "widgets/scene3d/scene_canvas.h"
#include "widgets/scene3d/slice_bar.h"

#include <QBoxLayout>
#include <QContextMenuEvent>
#include <QPainter>
#include <QTimer>

namespace isthmus::widgets {

namespace {

constexpr double vectorRatio = 4.0;  // bitmap pixels in 1/96 inch of a page
constexpr double bitmapRatio = 2.0;
constexpr int rebuildDelay = 20;  // milliseconds: the map of the same grid is drawn by then, in a turn of its own

QString emptyText(bool isLine)
{
    if (!openGlProblem().isEmpty())
        return openGlProblem();
    return isLine ? LandscapeScene::tr("A line has no surface: its values are the curves beside.")
                  : LandscapeScene::tr("The same as a surface appears here as soon as the first points are known.");
}

}  // namespace

LandscapeScene::LandscapeScene(QWidget* parent)
    : PlotFrame(tr("Landscape surface"), emptyText(false), parent), rebuilding_(new QTimer(this))
{
    rebuilding_->setSingleShot(true);
    rebuilding_->setInterval(rebuildDelay);
    if (!openGlProblem().isEmpty())
        return;
    canvas_ = new SceneCanvas;
    setCanvas(canvas_);
    setEmpty(true);
    connect(rebuilding_, &QTimer::timeout, this, [this] { model(); });
    connect(canvas_, &SceneCanvas::pointed, this, &LandscapeScene::pointedAt);
    connect(canvas_, &SceneCanvas::menuAsked, this, &LandscapeScene::askForMenu);
    connect(canvas_, &SceneCanvas::cameraMoved, this, &LandscapeScene::cameraMoved);
    connect(canvas_, &SceneCanvas::clicked, this, [this](QPointF pixel) {
        if (const std::optional<Place> place = placeAt(pixel))
            Q_EMIT picked(*place);
    });
    slices_ = new SliceBar;
    layout()->addWidget(slices_);
    slices_->hide();
    connect(slices_, &SliceBar::changed, this, &LandscapeScene::cut);
}

void LandscapeScene::setGrid(engine::LandscapeGridPtr grid)
{
    setEmptyText(emptyText(grid && grid->dimensions() == 1));
    if (grid && (grid->axes[0].points.empty() || grid->axes[1].points.empty()))
        grid.reset();
    grid_ = std::move(grid);
    if (slices_) {
        const bool solid = grid_ && grid_->dimensions() == 3;
        if (solid)
            slices_->setAxis(grid_->axes[2]);
        slices_->setVisible(solid);
        layer_ = layer();
    }
    outdate();
}

std::size_t LandscapeScene::layer() const { return slices_ ? slices_->layer() : 0; }

void LandscapeScene::setLayer(std::size_t layer)
{
    if (slices_)
        slices_->setLayer(layer);
}

/// As the bar below says.
void LandscapeScene::cut()
{
    outdate();
    if (layer_ == layer())
        return;
    layer_ = layer();
    Q_EMIT layerChanged(layer_);
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
    if (!grid_) {
        cursor_.reset();
        canvas_->setModel(nullptr);
    } else if (isVisible() && !rebuilding_->isActive())
        rebuilding_->start();
}

/// Made when it is first asked for, so that a burst of tiles, or a view that nobody sees, costs one picture or none.
const SceneModel& LandscapeScene::model() const
{
    if (!model_) {
        model_ = std::make_shared<const SceneModel>(
            grid_ ? sceneModel(*grid_, showing_, range_, {slices_ && slices_->slices(), layer()}) : SceneModel());
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
    if (canvas_ && grid_ && !model_)
        rebuilding_->start();
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

void LandscapeScene::travelTo(const SceneView& view, QSizeF canvas)
{
    if (!canvas_)
        return;
    model();
    canvas_->moveTo(canvas_->resized(view, canvas));
}

std::optional<Place> LandscapeScene::placeAt(QPointF pixel) const
{
    if (!canvas_ || !grid_)
        return std::nullopt;
    const SceneModel& scene = model();
    if (!scene.cloud.empty()) {
        const ScenePoint* point = scene.cloudPointOn(canvas_->projection().rayAt(pixel));
        return point ? std::optional(placeOf(*grid_, point->inGrid)) : std::nullopt;
    }
    const std::optional<QVector3D> hit = scene.field.hit(canvas_->projection().rayAt(pixel));
    return hit ? std::optional(scene.space.gridPlace(*hit)) : std::nullopt;
}

/// Where a place of the grid is; nothing where nothing has been measured.
std::optional<QVector3D> LandscapeScene::inScene(const Place& place) const
{
    const SceneModel& scene = model();
    const auto& [x, y, z] = place;
    if (!scene.space.tetrahedron)
        return scene.field.onSurface(scene.space.at(x, y, 0.0));
    return grid_ && indexAt(*grid_, place) ? std::optional(scene.space.inTetrahedron(x, y, z)) : std::nullopt;
}

std::optional<QPointF> LandscapeScene::canvasPoint(double x, double y, double z) const
{
    if (!canvas_)
        return std::nullopt;
    const std::optional<QVector3D> place = inScene({x, y, z});
    return place ? std::optional(canvas_->projection().toCanvas(*place)) : std::nullopt;
}

void LandscapeScene::pointedAt(std::optional<QPointF> pixel)
{
    const std::optional<Place> place = pixel ? placeAt(*pixel) : std::nullopt;
    if (!place && !cursor_)
        return;
    if (place && grid_->dimensions() == 3)
        setLayer(layerAt(*grid_, (*place)[2]));  // so that the map shows it, too
    setLinkedCursor(place);
    Q_EMIT hovered(place);
}

void LandscapeScene::setLinkedCursor(std::optional<Place> place)
{
    if (!canvas_ || !grid_ || place == cursor_)
        return;
    cursor_ = place;
    if (model_)
        showCursor();
    setReadout(cursor_ ? readoutOf(*cursor_) : QString());
}

void LandscapeScene::showCursor() { canvas_->setCursorPlace(cursor_ ? inScene(*cursor_) : std::nullopt); }

/// What was measured nearest, not what lies between.
QString LandscapeScene::readoutOf(const Place& place) const
{
    const std::optional<std::size_t> point = grid_ && inScene(place) ? indexAt(*grid_, place) : std::nullopt;
    return point ? gridPointText(*grid_, showing_, *point) : QString();
}

QString LandscapeScene::readoutAt(double x, double y) const
{
    const bool solid = grid_ && grid_->dimensions() == 3;
    return readoutOf({x, y, solid ? grid_->axes[2].points[layer()] : 0.0});
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

DataTable LandscapeScene::dataTable() const { return gridTable(grid_); }

QString LandscapeScene::definition() const
{
    return chartDefinition(grid_ ? *grid_ : engine::LandscapeGrid())
           + tr("<p>Every point of the floor is a network; the height and the colour above it are its mean cross-entropy or its "
                "accuracy, measured at the points of the grid and drawn straight between them. Lines on the surface join equal "
                "values. White balls are networks that the grid goes through, grey ones lie off it and are shown at their own "
                "value above their projection.</p><p>Four networks span a tetrahedron, shown by its points or by a slice on "
                "which the fourth one's share is the same. Each place is a mixture whose four shares add up to 1.</p><p>Drag to "
                "orbit, with Shift to move, wheel to zoom, double click to reset. "
                "Keys: 1 top, 2 front, 3 side, 4 isometric, R reset, P perspective on or off, arrows turn, + and − zoom.</p>");
}

void LandscapeScene::drawPicture(QPaintDevice& device, bool vector)
{
    if (!canvas_)
        return;
    model();
    QPainter painter(&device);
    painter.setRenderHint(QPainter::LosslessImageRendering);  // a PDF would else have colours as JPEG
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
