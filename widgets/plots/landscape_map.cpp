#include "widgets/plots/landscape_map.h"

#include "widgets/landscape/grid_places.h"
#include "widgets/landscape/grid_text.h"
#include "widgets/plots/map_anchors.h"
#include "widgets/plots/map_cursor.h"
#include "widgets/plots/map_gestures.h"
#include "widgets/plots/map_view.h"
#include "widgets/plots/plot_canvas.h"
#include "widgets/plots/plot_style.h"

#include <QAction>

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

QString planeText()
{
    return LandscapeMap::tr("Choose a chart and press Evaluate: the loss over a part of weight space appears here.");
}

}  // namespace

LandscapeMap::LandscapeMap(QWidget* parent)
    : PlotFrame(tr("Landscape"), planeText(), parent),
      plot_(new PlotCanvas(this)),
      view_(new MapView(*plot_, this)),
      picture_(*plot_),
      marks_(*plot_),
      contours_(*plot_, [this] { return marks_.taken(); }),
      cursor_(std::make_unique<MapCursor>(*plot_)),
      gestures_(new MapGestures(
          *plot_, [this](const QPointF& pixel) { return marks_.pinAt(pixel); }, this))
{
    setCanvas(plot_);
    plot_->plotLayout()->setMargins(QMargins());
    plot_->setInteractions({});
    useNumberTicks(*plot_->xAxis);
    useNumberTicks(*plot_->yAxis);
    auto* reset = new QAction(tr("Show everything"), this);
    reset->setObjectName(QStringLiteral("resetView"));
    connect(reset, &QAction::triggered, this, &LandscapeMap::resetView);
    addPlotAction(reset);
    followGestures();
    LandscapeMap::restyle();
    setEmpty(true);
}

LandscapeMap::~LandscapeMap() = default;

void LandscapeMap::followGestures()
{
    connect(gestures_, &MapGestures::hovered, this, [this](std::optional<QPointF> pixel) {
        const bool inside = pixel && view_->area().contains(*pixel);
        showPlace(inside ? std::optional(view_->toPlace(*pixel)) : std::nullopt);
    });
    connect(gestures_, &MapGestures::clicked, this, &LandscapeMap::click);
    connect(gestures_, &MapGestures::doubleClicked, this, [this](const QPointF& pixel) {
        const int anchor = marks_.anchorAt(pixel);
        if (anchor >= 0)
            Q_EMIT anchorOpened(anchor);
        else
            resetView();
    });
    connect(gestures_, &MapGestures::panned, view_, &MapView::pan);
    connect(gestures_, &MapGestures::zoomed, this,
            [this](double factor, const QPointF& pixel) { view_->zoom(factor, view_->toPlace(pixel)); });
    connect(gestures_, &MapGestures::keyZoomed, this,
            [this](double factor) { view_->zoom(factor, place_.value_or(view_->shown().center())); });
    connect(gestures_, &MapGestures::resetWanted, this, &LandscapeMap::resetView);
    const auto part = [this](const QRectF& pixels) {
        return QRectF(view_->toPlace(pixels.bottomLeft()), view_->toPlace(pixels.topRight())) & view_->shown();
    };
    connect(gestures_, &MapGestures::brushing, this, [this, part](const std::optional<QRectF>& pixels) {
        cursor_->setBrush(pixels ? std::optional(part(*pixels)) : std::nullopt);
    });
    connect(gestures_, &MapGestures::brushed, this, [this, part](const QRectF& pixels) {
        if (const QRectF marked = part(pixels); !marked.isEmpty())
            Q_EMIT brushed(marked);
    });
    connect(gestures_, &MapGestures::pinDragged, this, &LandscapeMap::dragPin);
    connect(gestures_, &MapGestures::stepped, this, &LandscapeMap::step);
    connect(gestures_, &MapGestures::accepted, this, [this] {
        if (place_)
            Q_EMIT picked(*place_);
        Q_EMIT activated();
    });
}

void LandscapeMap::setGrid(const engine::LandscapeGridPtr& grid)
{
    const bool solid = grid && grid->dimensions() == 3;
    setEmptyText(solid ? tetrahedronText() : planeText());
    grid_ = grid && grid->size() > 0 && grid->dimensions() == 2 ? grid : nullptr;
    if (grid_) {
        view_->setWhole(cellsOf(*grid_), hasEqualUnits(*grid_));
        setAxisLabels();
    }
    refresh();
    setEmpty(!grid_);
    if (grid_)
        showPlace(place_);
}

void LandscapeMap::setShowing(const GridShowing& showing)
{
    showing_ = showing;
    refresh();
    showPlace(place_);
}

void LandscapeMap::setRange(std::optional<ValueRange> range)
{
    sharedRange_ = range;
    refresh();
}

void LandscapeMap::setSelectedTask(int task)
{
    selectedTask_ = task;
    refreshMarks();
    showPlace(place_);
    view_->redraw();
}

void LandscapeMap::setLinkedCursor(std::optional<QPointF> place) { cursor_->setLinked(place); }
std::optional<QPointF> LandscapeMap::linkedCursor() const { return cursor_->linked(); }

void LandscapeMap::setProbed(std::optional<QPointF> place) { cursor_->setProbed(place); }

void LandscapeMap::setPins(const QVector<MapPin>& pins)
{
    marks_.setPins(pins);
    view_->redraw();
}

void LandscapeMap::setCompact(bool compact)
{
    compact_ = compact;
    picture_.setBarShown(!compact);
    marks_.setSmall(compact);
    contours_.setSparse(compact);
    cursor_->setSmall(compact);
    setAxisLabels();
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis})
        axis->setVisible(!compact);
    plot_->axisRect()->setAutoMargins(compact ? QCP::msNone : QCP::msAll);
    plot_->axisRect()->setMargins(QMargins());
    gestures_->setStill(compact);
    plot_->setAttribute(Qt::WA_NoMousePropagation, !compact);  // the menu and the wheel are the larger plot's
    setBare(compact);
    refresh();
}

void LandscapeMap::setAxisLabels()
{
    const auto label = [&](std::size_t axis) { return compact_ || !grid_ ? QString() : axisTitle(grid_->axes[axis]); };
    view_->setLabel(*plot_->xAxis, label(0));
    view_->setLabel(*plot_->yAxis, label(1));
}

void LandscapeMap::resetView() { view_->reset(); }
QRectF LandscapeMap::shown() const { return view_->shown(); }
QPointF LandscapeMap::canvasPoint(const QPointF& place) const { return view_->toPixel(place); }

void LandscapeMap::refresh()
{
    layer_ = {};
    if (grid_) {
        std::vector<double> values = gridValues(*grid_, showing_);
        values.resize(grid_->size(), std::nan(""));
        layer_ = firstLayer(*grid_, values);
        const ValueRange range = sharedRange_ ? *sharedRange_ : rangeOf(*grid_, showing_);
        colours_ = {showing_.map, range, showing_.scale, showing_.measure, beyond(values, range)};
        GridLayer filled = layer_;
        filled.values = filledFromNearest(layer_, scoredStride(layer_) / 2);
        picture_.setLayer(xs(), ys(), filled);
        picture_.setColours(colours_);
        view_->setLabel(picture_.barAxis(), showingText(*grid_, showing_));
        contours_.setLayer(xs(), ys(), layer_, colours_);
    } else {
        contours_.clear();
    }
    refreshMarks();
    setNote(grid_ ? gridNote(*grid_, showing_) : QString());
    view_->redraw();
}

void LandscapeMap::refreshMarks()
{
    if (!grid_) {
        marks_.setAnchors({}, {});
        return;
    }
    MapAnchors shown = mapAnchors(*grid_, showing_, selectedTask_);
    marks_.setAnchors(std::move(shown.anchors), std::move(shown.path));
}

QString LandscapeMap::readoutAt(double x, double y) const
{
    if (!grid_)
        return {};
    if (const int anchor = marks_.anchorAt(view_->toPixel({x, y})); anchor >= 0)
        return anchorText(*grid_, showing_, static_cast<std::size_t>(anchor));
    const auto point = pointAt(*grid_, {x, y});
    if (!point)
        return {};
    const std::size_t at = indexOf(*grid_, *point);
    QString text = gridPointText(*grid_, showing_, at);
    GridShowing selected = showing_;
    selected.tasks = GridShowing::Tasks::One;
    selected.task = selectedTask_;
    if (selectedTask_ > 0 && selected != showing_)
        text += tr(" · %1").arg(pointValueText(*grid_, selected, at));
    return text;
}

void LandscapeMap::showPlace(std::optional<QPointF> place)
{
    const bool isNew = place != place_;
    place_ = place;
    setReadout(place ? readoutAt(place->x(), place->y()) : QString());
    const auto point = grid_ && place ? pointAt(*grid_, *place) : std::nullopt;
    cursor_->setPoint(point ? std::optional(cellOf(*grid_, *point)) : std::nullopt);
    if (isNew)
        Q_EMIT hovered(place);
}

void LandscapeMap::step(int columns, int rows)
{
    if (!grid_)
        return;
    const int wide = static_cast<int>(layer_.columns), high = static_cast<int>(layer_.rows);
    columns = std::clamp(columns, -wide, wide);
    rows = std::clamp(rows, -high, high);
    const auto from = place_ ? pointAt(*grid_, *place_) : std::nullopt;
    // The first arrow only puts the cursor onto the grid.
    GridPoint to = from ? moved(*grid_, *from, columns, rows) : GridPoint{layer_.columns / 2, layer_.rows / 2};
    for (; from && !grid_->hasPoint(indexOf(*grid_, to)) && (columns != 0 || rows != 0);
         to = moved(*grid_, *from, columns, rows)) {
        columns -= (columns > 0) - (columns < 0);  // not as far: a triangle's rows end sooner
        rows -= (rows > 0) - (rows < 0);
    }
    if (grid_->hasPoint(indexOf(*grid_, to)))
        showPlace(placeOf(*grid_, to));
    else if (!from)
        showPlace(placeOf(*grid_, {0, 0}));
}

void LandscapeMap::click(const QPointF& pixel)
{
    if (const int anchor = marks_.anchorAt(pixel); anchor >= 0)
        Q_EMIT anchorPicked(anchor);
    else if (grid_ && view_->area().contains(pixel) && pointAt(*grid_, view_->toPlace(pixel)))
        Q_EMIT picked(view_->toPlace(pixel));
    Q_EMIT activated();
}

void LandscapeMap::dragPin(int pin, const QPointF& pixel)
{
    const QRectF area = view_->area();
    const QPointF place =
        view_->toPlace({std::clamp(pixel.x(), area.left(), area.right()), std::clamp(pixel.y(), area.top(), area.bottom())});
    QVector<MapPin> moved = marks_.pins();
    if (pin < 0 || pin >= moved.size())
        return;
    moved[pin].place = place;
    setPins(moved);
    Q_EMIT pinMoved(pin, place);
}

DataTable LandscapeMap::dataTable() const { return gridTable(grid_); }

QString LandscapeMap::definition() const
{
    return chartDefinition(grid_ ? *grid_ : engine::LandscapeGrid())
           + tr(
               "<p>Colours show the mean cross-entropy or the accuracy of the network w(x, y) at each point of the grid; contour "
               "lines are linear between neighbouring points. Filled marks are networks the grid is laid through, hollow ones "
               "are projected onto it: the ring grows with their distance from it, |w − w(x, y)|, and the colours under them "
               "are not their loss.</p>");
}

void LandscapeMap::drawPicture(QPaintDevice& device, bool vector)
{
    QCPPainter painter(&device);
    painter.setMode(QCPPainter::pmVectorized, vector);
    painter.setRenderHint(QPainter::LosslessImageRendering);  // a PDF would else have colours as JPEG
    drawInto(painter);
}

void LandscapeMap::drawInto(QCPPainter& painter)
{
    cursor_->setVisible(false);
    plot_->drawInto(painter);
    cursor_->setVisible(true);
    view_->redraw();
}

void LandscapeMap::restyle()
{
    applyPlotStyle(*plot_);
    plot_->yAxis->grid()->setVisible(false);
    picture_.restyle();
    plot_->axisRect()->setMinimumMargins(QMargins(0, QFontMetrics(plotFont()).height() / 2, 8, 0));
    view_->redraw();
}

}  // namespace isthmus::widgets
