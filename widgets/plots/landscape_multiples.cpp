#include "widgets/plots/landscape_multiples.h"

#include "widgets/landscape/grid_places.h"
#include "widgets/landscape/grid_text.h"
#include "widgets/plots/landscape_map.h"
#include "widgets/plots/map_tiles.h"

#include <QTimer>

#include <qcustomplot.h>

namespace isthmus::widgets {

namespace {

QString planesText() { return LandscapeMultiples::tr("The loss of each task over a plane of weight space appears here."); }

QVector<int> tasksOf(const engine::LandscapeGrid& grid, engine::Split split)
{
    QVector<int> tasks;
    for (const engine::GridTask& task : grid.tasks)
        if (task.split == split)
            tasks << task.task;
    return tasks;
}

}  // namespace

LandscapeMultiples::LandscapeMultiples(QWidget* parent)
    : PlotFrame(tr("Landscape of each task"), planesText(), parent), tiles_(new MapTiles), drawing_(new QTimer(this))
{
    setCanvas(tiles_);
    tiles_->setFocusPolicy(Qt::NoFocus);  // its maps have it
    drawing_->setInterval(0);
    connect(drawing_, &QTimer::timeout, this, &LandscapeMultiples::drawNext);
    connect(tiles_, &MapTiles::hovered, this, &LandscapeMultiples::showPlace);
    connect(tiles_, &MapTiles::activated, this, [this](int task) {
        setSelectedTask(task == selected_ ? 0 : task);
        Q_EMIT taskSelected(selected_);
    });
    LandscapeMultiples::restyle();
    setEmpty(true);
}

LandscapeMultiples::~LandscapeMultiples() = default;

void LandscapeMultiples::setGrid(const engine::LandscapeGridPtr& grid)
{
    setEmptyText(grid && grid->dimensions() == 3 ? tetrahedronText() : planesText());
    grid_ = grid && grid->size() > 0 && grid->dimensions() == 2 ? grid : nullptr;
    outdate();
}

void LandscapeMultiples::setShowing(const GridShowing& showing)
{
    if (showing == showing_)
        return;
    showing_ = showing;
    outdate();
}

void LandscapeMultiples::setRange(std::optional<ValueRange> range)
{
    if (range == range_)
        return;
    range_ = range;
    outdate();
}

void LandscapeMultiples::outdate()
{
    setNote(grid_ ? gridNote(*grid_, showing_) : QString());
    setEmpty(!grid_);
    const QVector<int> tasks = grid_ ? tasksOf(*grid_, showing_.split) : QVector<int>();
    const QRectF cells = grid_ ? cellsOf(*grid_) : QRectF();
    tiles_->setTasks(tasks, grid_ && hasEqualUnits(*grid_) ? cells.width() / cells.height() : 1.0);
    // Those that wait come first: a grid that grows faster than it is drawn must not leave the last ones out.
    QVector<int> waiting;
    for (const int task : outdated_ + tasks)
        if (tasks.contains(task) && !waiting.contains(task))
            waiting << task;
    outdated_ = waiting;
    if (grid_ && isVisible())
        drawing_->start();
}

void LandscapeMultiples::drawNext()
{
    if (outdated_.isEmpty()) {
        drawing_->stop();
        return;
    }
    const int task = outdated_.takeFirst();
    const ValueRange common = range();
    tiles_->setColours({showing_.map, common, showing_.scale, showing_.measure, beyond(valuesOfTasks(*grid_, showing_), common)},
                       tasksText(showing_));
    LandscapeMap* map = tiles_->map(task);
    map->setRange(common);
    map->setShowing(showingOf(task));
    map->setGrid(grid_);
}

void LandscapeMultiples::showEvent(QShowEvent* event)
{
    PlotFrame::showEvent(event);
    drawing_->start();
}

void LandscapeMultiples::setSelectedTask(int task)
{
    selected_ = task;
    tiles_->setSelectedTask(task);
}

void LandscapeMultiples::setLinkedCursor(std::optional<QPointF> place)
{
    for (const int task : tasks())
        tiles_->map(task)->setLinkedCursor(place);
}

void LandscapeMultiples::showPlace(int task, std::optional<QPointF> place)
{
    pointed_ = place ? task : 0;
    for (const int other : tasks())
        tiles_->map(other)->setLinkedCursor(other == task ? std::nullopt : place);
    setReadout(place ? readoutAt(place->x(), place->y()) : QString());
    Q_EMIT hovered(place);
}

const QVector<int>& LandscapeMultiples::tasks() const { return tiles_->tasks(); }
LandscapeMap* LandscapeMultiples::map(int task) const { return tiles_->map(task); }

ValueRange LandscapeMultiples::range() const
{
    if (range_ || !grid_)
        return range_.value_or(ValueRange{});
    return rangeOfTasks(*grid_, showing_);
}

GridShowing LandscapeMultiples::showingOf(int task) const
{
    GridShowing own = showing_;
    own.tasks = GridShowing::Tasks::One;
    own.task = task;
    return own;
}

DataTable LandscapeMultiples::dataTable() const { return gridTable(grid_); }

QString LandscapeMultiples::readoutAt(double x, double y) const
{
    const int task = pointed_ > 0 ? pointed_ : selected_;
    const auto point = grid_ && task > 0 ? pointAt(*grid_, {x, y}) : std::nullopt;
    return point ? gridPointText(*grid_, showingOf(task), indexOf(*grid_, *point)) : QString();
}

QString LandscapeMultiples::definition() const
{
    return chartDefinition(grid_ ? *grid_ : engine::LandscapeGrid())
           + tr("<p>Each map shows the mean cross-entropy or the accuracy of the networks w(x, y) on one task. All share the "
                "coordinates and the colours, so that they can be compared.</p>");
}

void LandscapeMultiples::drawPicture(QPaintDevice& device, bool vector)
{
    while (!outdated_.isEmpty())
        drawNext();
    QCPPainter painter(&device);
    painter.setMode(QCPPainter::pmVectorized, vector);
    painter.setRenderHint(QPainter::LosslessImageRendering);  // a PDF would else have colours as JPEG
    tiles_->drawInto(painter);
}

void LandscapeMultiples::restyle() { tiles_->restyle(); }

}  // namespace isthmus::widgets
