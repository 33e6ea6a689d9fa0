#include "widgets/plots/barrier_plot.h"

#include "widgets/plots/axis_steps.h"
#include "widgets/plots/barrier_canvas.h"
#include "widgets/theme/number_format.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr double smallestTop = 0.01;  ///< nats; below, colours would make much of noise

/// The highest barrier on any task.
double highest(const engine::BarrierTable& table)
{
    double highest = 0.0;
    for (const std::vector<double>& heights : table.heights)
        for (const double height : heights)
            highest = std::isfinite(height) ? std::max(highest, height) : highest;
    return highest;
}

}  // namespace

BarrierPlot::BarrierPlot(QWidget* parent)
    : PlotFrame(tr("Barriers"), tr("The barriers between all pairs of networks appear here once they are evaluated."), parent),
      cells_(new BarrierCanvas(this))
{
    setCanvas(cells_);
    connect(cells_, &BarrierCanvas::currentChanged, this, &BarrierPlot::showCell);
    connect(cells_, &BarrierCanvas::picked, this, &BarrierPlot::pick);
    setEmpty(true);
}

void BarrierPlot::setBarriers(const engine::BarrierTablePtr& barriers)
{
    barriers_ = barriers;
    refresh();
}

void BarrierPlot::setTask(int task)
{
    task_ = task;
    refresh();
}

int BarrierPlot::shownTask() const
{
    const std::vector<int>& tasks = barriers_->tasks;
    if (tasks.size() == 1)
        return tasks.front();
    return std::find(tasks.begin(), tasks.end(), task_) == tasks.end() ? 0 : task_;
}

double BarrierPlot::mean(std::size_t from, std::size_t to) const
{
    double sum = 0.0;
    for (std::size_t t = 0; t < barriers_->tasks.size(); ++t)
        sum += barriers_->height(t, from, to);
    return sum / static_cast<double>(barriers_->tasks.size());
}

double BarrierPlot::heightOf(std::size_t from, std::size_t to) const
{
    const std::vector<int>& tasks = barriers_->tasks;
    const auto place = std::find(tasks.begin(), tasks.end(), shownTask());
    return place == tasks.end() ? mean(from, to) : barriers_->height(std::size_t(place - tasks.begin()), from, to);
}

double BarrierPlot::shownHeight(int from, int to) const { return heightOf(std::size_t(from - 1), std::size_t(to - 1)); }

QString BarrierPlot::name(int network) const
{
    return QString::fromStdString(barriers_->networks[static_cast<std::size_t>(network - 1)]);
}

void BarrierPlot::refresh()
{
    QStringList networks;
    std::vector<double> heights;
    const bool any = barriers_ && !barriers_->tasks.empty() && barriers_->networks.size() > 1;
    const std::size_t count = any ? barriers_->networks.size() : 0;
    for (std::size_t from = 0; from < count; ++from) {
        networks += QString::fromStdString(barriers_->networks[from]);
        for (std::size_t to = 0; to < count; ++to)
            heights.push_back(heightOf(from, to));
    }
    const double top = any ? niceAbove(std::max(smallestTop, highest(*barriers_))) : 1.0;
    cells_->setHeights(networks, heights, top);
    setEmpty(!any);
    if (!any) {
        setNote({});
        return;
    }
    setNote(shownTask() > 0 ? tr("task %1, nats").arg(shownTask()) : tr("mean over %1 tasks, nats").arg(barriers_->tasks.size()));
    showCell(cells_->currentCell());
}

void BarrierPlot::pick(const Cell& cell)
{
    if (cell.row != cell.column)
        Q_EMIT pairPicked(name(cell.row), name(cell.column));
}

void BarrierPlot::showCell(const Cell& cell) { setReadout(cell ? readoutAt(cell.column, cell.row) : QString()); }

QString BarrierPlot::readoutAt(double x, double y) const
{
    const int from = qRound(y), to = qRound(x);
    if (from == to || std::min(from, to) < 1 || std::max(from, to) > cells_->count())
        return {};
    const double height = shownHeight(from, to);
    const QString pair = tr("%1 to %2").arg(name(from), name(to));
    if (std::isnan(height))
        return tr("%1: not evaluated").arg(pair);
    return shownTask() > 0 ? tr("%1: barrier %2 nats on task %3").arg(pair, lossText(height), QString::number(shownTask()))
                           : tr("%1: barrier %2 nats, mean over tasks").arg(pair, lossText(height));
}

QString BarrierPlot::cellText(int from, int to) const { return cells_->cellText({from, to}); }
QRect BarrierPlot::cellRect(int from, int to) const { return cells_->cellRect({from, to}); }

DataTable BarrierPlot::dataTable() const
{
    if (isEmpty())
        return {};
    std::vector<DataTable::Column> columns{{QStringLiteral("from"), tr("From")}, {QStringLiteral("to"), tr("To")}};
    for (const int task : barriers_->tasks)
        columns.push_back({QStringLiteral("task_%1").arg(task), tr("Task %1 (nats)").arg(task)});
    columns.push_back({QStringLiteral("mean"), tr("Mean (nats)")});
    std::vector<QStringList> rows;
    for (std::size_t from = 0; from < barriers_->networks.size(); ++from)
        for (std::size_t to = from + 1; to < barriers_->networks.size(); ++to) {
            QStringList& row = rows.emplace_back(QString::fromStdString(barriers_->networks[from]));
            row << QString::fromStdString(barriers_->networks[to]);
            for (std::size_t t = 0; t < barriers_->tasks.size(); ++t)
                row << exactText(barriers_->height(t, from, to));
            row << exactText(mean(from, to));
        }
    return writtenOut(std::move(columns), std::move(rows));
}

QString BarrierPlot::definition() const
{
    const QString how = barriers_ ? tr("<p>Evaluated at %1 points of each line, on at most %2 test images of each task.</p>")
                                        .arg(countText(barriers_->points), countText(barriers_->samples))
                                  : QString();
    return tr("<p><b>Barrier</b> of a task between two networks: how far its loss L rises above the straight line between its "
              "ends, along the straight line in weight space from one network (t = 0) to the other (t = 1).</p>"
              "<p>barrier = max<sub>t ∈ [0, 1]</sub> [L(t) − ((1 − t) L(0) + t L(1))]</p>"
              "<p>Near zero the two are linearly connected, which does not say that the loss is low at either. (Entezari et "
              "al. 2021, arXiv:2110.06296)</p>")
           + how;
}

void BarrierPlot::drawPicture(QPaintDevice& device, bool)
{
    QPainter painter(&device);
    cells_->draw(painter);
}

void BarrierPlot::restyle() { cells_->update(); }

}  // namespace isthmus::widgets
