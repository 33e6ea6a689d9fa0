#include "widgets/plots/landscape_map.h"

#include "widgets/landscape/grid_text.h"
#include "widgets/plots/map_cursor.h"
#include "widgets/plots/map_gestures.h"
#include "widgets/plots/map_view.h"
#include "widgets/plots/plot_style.h"

#include <QAction>
#include <QRegularExpression>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

/// The task that a network's name speaks of ("task-03-learned": 3); 0: none.
int taskOf(const QString& anchor)
{
    static const QRegularExpression named(QStringLiteral("^task-(\\d+)"));
    return named.match(anchor).captured(1).toInt();
}

bool isDistance(const engine::GridAxis& axis) { return axis.label.rfind("distance", 0) == 0; }

QString axisLabel(const engine::GridAxis& axis)
{
    QString label = QString::fromStdString(axis.label);
    return label.isEmpty() ? label : label.left(1).toUpper() + label.mid(1);
}

}  // namespace

LandscapeMap::LandscapeMap(QWidget* parent)
    : PlotFrame(tr("Landscape"), tr("Choose a chart and press Evaluate: the loss over a part of weight space appears here."),
                parent),
      plot_(new QCustomPlot(this)),
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
    });
}

void LandscapeMap::setGrid(const engine::LandscapeGridPtr& grid)
{
    grid_ = grid && grid->size() > 0 && !grid->axes[1].points.empty() ? grid : nullptr;
    if (grid_) {
        view_->setWhole(cellsOf(xs(), ys()), isDistance(grid_->axes[0]) && isDistance(grid_->axes[1]));
        setCompact(compact_);
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

void LandscapeMap::setPins(const QVector<MapPin>& pins)
{
    marks_.setPins(pins);
    view_->redraw();
}

void LandscapeMap::setCompact(bool compact)
{
    compact_ = compact;
    picture_.setBarShown(!compact);
    marks_.setLabelled(!compact);
    contours_.setLabelled(!compact);
    const auto label = [&](std::size_t axis) { return compact || !grid_ ? QString() : axisLabel(grid_->axes[axis]); };
    view_->setLabel(*plot_->xAxis, label(0));
    view_->setLabel(*plot_->yAxis, label(1));
    view_->redraw();
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
        colours_ = {showing_.map, sharedRange_.value_or(rangeOf(layer_.values, showing_.scale)), showing_.scale,
                    showing_.measure};
        GridLayer filled = layer_;
        filled.values = filledFromNearest(layer_, scoredStride(layer_) / 2);
        picture_.setLayer(xs(), ys(), filled);
        picture_.setColours(colours_);
        view_->setLabel(picture_.barAxis(), showingText(*grid_, showing_));
    }
    refreshContours();
    refreshMarks();
    setNote(grid_ ? gridNote(*grid_, showing_) : QString());
    view_->redraw();
}

bool LandscapeMap::Contoured::sameAs(const Contoured& other) const
{
    const auto equal = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    return x == other.x && y == other.y && levels == other.levels
           && std::equal(values.begin(), values.end(), other.values.begin(), other.values.end(), equal);
}

void LandscapeMap::refreshContours()
{
    Contoured wanted;
    if (grid_) {
        const std::size_t stride = scoredStride(layer_);
        wanted = {everyNth(xs(), stride), everyNth(ys(), stride), everyNth(layer_.values, layer_.columns, layer_.rows, stride),
                  contourLevels(colours_.range, colours_.scale)};
    }
    contours_.setColours(colours_);
    if (wanted.sameAs(contoured_))  // while tiles fill the gaps of a lattice, its own values stay as they are
        return;
    contours_.setContours(contourLines(wanted.x, wanted.y, wanted.values, wanted.levels));
    contoured_ = std::move(wanted);
}

void LandscapeMap::refreshMarks()
{
    if (!grid_) {
        marks_.setAnchors({}, {});
        return;
    }
    double farthest = 0.0;
    for (const engine::GridAnchor& anchor : grid_->anchors)
        farthest = std::max(farthest, anchor.residual);
    std::vector<MapAnchor> anchors;
    for (const engine::GridAnchor& anchor : grid_->anchors) {
        const QString name = QString::fromStdString(anchor.name);
        anchors.push_back({name,
                           {anchor.place[0], anchor.place[1]},
                           anchor.spans,
                           farthest > 0.0 ? anchor.residual / farthest : 0.0,
                           selectedTask_ > 0 && taskOf(name) == selectedTask_});
    }
    marks_.setAnchors(std::move(anchors), grid_->path);
}

std::optional<LandscapeMap::Point> LandscapeMap::pointAt(const QPointF& place) const
{
    if (!grid_)
        return std::nullopt;
    const QRectF cells = cellsOf(xs(), ys());
    if (!cells.contains(place))
        return std::nullopt;
    const auto nearest = [](double share, std::size_t count) {
        return std::min(static_cast<std::size_t>(share * static_cast<double>(count)), count - 1);
    };
    const Point point{nearest((place.x() - cells.left()) / cells.width(), layer_.columns),
                      nearest((place.y() - cells.top()) / cells.height(), layer_.rows)};
    return layer_.hasPoint(point.row * layer_.columns + point.column) ? std::optional(point) : std::nullopt;
}

QPointF LandscapeMap::placeOf(Point point) const { return {xs()[point.column], ys()[point.row]}; }

QString LandscapeMap::readoutAt(double x, double y) const
{
    if (!grid_)
        return {};
    if (const int anchor = marks_.anchorAt(view_->toPixel({x, y})); anchor >= 0)
        return anchorText(*grid_, showing_, static_cast<std::size_t>(anchor));
    const auto point = pointAt({x, y});
    if (!point)
        return {};
    const std::size_t at = point->row * layer_.columns + point->column;
    const QPointF place = placeOf(*point);
    QString text = tr("x %1, y %2: %3, grid point %4, %5")
                       .arg(placeText(place.x()), placeText(place.y()), pointValueText(*grid_, showing_, at),
                            QString::number(point->column + 1), QString::number(point->row + 1));
    GridShowing selected = showing_;
    selected.tasks = GridShowing::Tasks::One;
    selected.task = selectedTask_;
    if (selectedTask_ > 0 && selected != showing_)
        text += tr(" · %1").arg(pointValueText(*grid_, selected, at));
    return text;
}

void LandscapeMap::showPlace(std::optional<QPointF> place)
{
    const bool moved = place != place_;
    place_ = place;
    setReadout(place ? readoutAt(place->x(), place->y()) : QString());
    const auto point = place ? pointAt(*place) : std::nullopt;
    std::optional<QRectF> cell;
    if (point) {
        const QRectF cells = cellsOf(xs(), ys());
        const QSizeF size(cells.width() / static_cast<double>(layer_.columns), cells.height() / static_cast<double>(layer_.rows));
        cell = QRectF(placeOf(*point) - QPointF(size.width() / 2.0, size.height() / 2.0), size);
    }
    cursor_->setPoint(cell);
    if (moved)
        Q_EMIT hovered(place);
}

void LandscapeMap::step(int columns, int rows)
{
    if (!grid_)
        return;
    const auto from = place_ ? pointAt(*place_) : std::nullopt;
    const auto moved = [](std::size_t at, int by, std::size_t count) {
        return static_cast<std::size_t>(std::clamp(static_cast<int>(at) + by, 0, static_cast<int>(count) - 1));
    };
    // The first arrow only puts the cursor onto the grid.
    Point to{layer_.columns / 2, layer_.rows / 2};
    if (from)
        to = {moved(from->column, columns, layer_.columns), moved(from->row, rows, layer_.rows)};
    if (layer_.hasPoint(to.row * layer_.columns + to.column))
        showPlace(placeOf(to));
    else if (!from)
        showPlace(placeOf({0, 0}));
}

void LandscapeMap::click(const QPointF& pixel)
{
    if (const int anchor = marks_.anchorAt(pixel); anchor >= 0)
        Q_EMIT anchorPicked(anchor);
    else if (view_->area().contains(pixel) && pointAt(view_->toPlace(pixel)))
        Q_EMIT picked(view_->toPlace(pixel));
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

QString LandscapeMap::csv() const { return grid_ ? gridCsv(*grid_) : QString(); }
QString LandscapeMap::definition() const { return chartDefinition(grid_ ? *grid_ : engine::LandscapeGrid()); }

void LandscapeMap::drawPicture(QPaintDevice& device, bool vector)
{
    cursor_->setVisible(false);
    {
        QCPPainter painter(&device);
        if (vector)
            painter.setMode(QCPPainter::pmVectorized);
        plot_->toPainter(&painter, plot_->width(), plot_->height());
    }
    cursor_->setVisible(true);
    view_->redraw();
}

void LandscapeMap::restyle()
{
    applyPlotStyle(*plot_);
    plot_->yAxis->grid()->setVisible(false);
    picture_.restyle();
    const QFontMetrics metrics(plotFont());
    plot_->axisRect()->setMinimumMargins(QMargins(0, metrics.height() / 2, 8, 0));
    view_->redraw();
}

}  // namespace isthmus::widgets
