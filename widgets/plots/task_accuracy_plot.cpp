#include "widgets/plots/task_accuracy_plot.h"

#include "widgets/plots/curve_value.h"
#include "widgets/plots/end_labels.h"
#include "widgets/plots/plot_key.h"
#include "widgets/plots/task_bands.h"
#include "widgets/theme/number_format.h"
#include "widgets/theme/task_colors.h"

#include <qcustomplot.h>

namespace isthmus::widgets {

namespace {

constexpr double clickReach = 8.0;   ///< pixels
constexpr double hoverReach = 40.0;  ///< pixels

}  // namespace

TaskAccuracyPlot::TaskAccuracyPlot(QWidget* parent)
    : CurvePlot(tr("Accuracy per task"), tr("Each task's test accuracy appears here while a run goes on."), parent),
      bands_(std::make_unique<TaskBands>(plot())),
      labels_(std::make_unique<EndLabels>(plot(), EndLabels::Crowd::Thin)),
      key_(std::make_unique<PlotKey>(plot()))
{
    setAxisLabels(tr("Step"), tr("Test accuracy (%)"));
    setMargins(TaskBands::labelHeight(), EndLabels::widthFor(EndLabels::Crowd::Thin, QStringLiteral("20")));
    key_->setEntries({{PlotKey::Mark::Dot, tr("all test images")}});
    TaskAccuracyPlot::setSnapshot(nullptr);
}

TaskAccuracyPlot::~TaskAccuracyPlot() = default;

int TaskAccuracyPlot::tasks() const { return snapshot_ ? snapshot_->progress.tasks : 0; }

void TaskAccuracyPlot::setSnapshot(const engine::RunSnapshotPtr& snapshot)
{
    const bool sameRun = snapshot_ && snapshot && snapshot_->runId == snapshot->runId;
    snapshot_ = snapshot;
    bands_->setSpans(snapshot_ ? phaseSpans(*snapshot_) : std::vector<PhaseSpan>());
    fillLines();
    setEmpty(pointCount() == 0);
    restyle();
    if (!sameRun)
        resetView();
    dataChanged();
}

void TaskAccuracyPlot::fillLines()
{
    int most = tasks();
    if (snapshot_)
        for (const engine::AccuracySample& sample : snapshot_->trace->accuracy)
            most = std::max(most, sample.task);
    while (lines_.size() < static_cast<std::size_t>(most))
        lines_.push_back({plot().addGraph(), plot().addGraph()});
    for (const Line& line : lines_) {
        line.all->data()->clear();
        line.full->data()->clear();
    }
    if (!snapshot_)
        return;
    for (const engine::AccuracySample& sample : snapshot_->trace->accuracy) {
        const Line& line = lines_[static_cast<std::size_t>(sample.task - 1)];
        line.all->addData(static_cast<double>(sample.step), 100.0 * sample.accuracy);
        if (sample.full)
            line.full->addData(static_cast<double>(sample.step), 100.0 * sample.accuracy);
    }
}

void TaskAccuracyPlot::setSelectedTask(int task)
{
    selected_ = task;
    restyle();
}

std::optional<TaskAccuracyPlot::Nearest> TaskAccuracyPlot::nearest(double x, double y) const
{
    std::optional<Nearest> best;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const auto value = curveValue(*lines_[i].all, x);
        if (!value)
            continue;
        const double pixels = pixelsBetween(x, y, x, *value);
        if (!best || pixels < best->pixels)
            best = Nearest{static_cast<int>(i) + 1, x, *value, pixels};
    }
    return best;
}

bool TaskAccuracyPlot::isFull(int task, double step) const
{
    const auto& dots = *lines_[static_cast<std::size_t>(task - 1)].full->data();
    const auto dot = dots.findBegin(step, false);
    return dot != dots.constEnd() && dot->key == step;
}

std::optional<CurvePlot::CurvePoint> TaskAccuracyPlot::pointNear(double x, double y) const
{
    const auto line = nearest(x, y);
    if (!line || line->pixels > hoverReach)
        return std::nullopt;
    return CurvePoint{line->task - 1, nearestPoint(*lines_[static_cast<std::size_t>(line->task - 1)].all, x)};
}

int TaskAccuracyPlot::readableCurves() const { return static_cast<int>(lines_.size()); }

int TaskAccuracyPlot::readablePoints(int curve) const { return lines_[static_cast<std::size_t>(curve)].all->dataCount(); }

CurvePlot::Reading TaskAccuracyPlot::readingOf(CurvePoint at) const
{
    const int task = at.curve + 1;
    const QCPGraphData& point = *lines_[static_cast<std::size_t>(at.curve)].all->data()->at(at.point);
    QString text =
        tr("step %1 · task %2: %3").arg(countText(qRound64(point.key)), QString::number(task), accuracyText(point.value / 100.0));
    if (!isFull(task, point.key))
        text += tr(" on the first few images");
    return Reading{text, point.key, point.value, taskColor(task, tasks())};
}

void TaskAccuracyPlot::clickedAt(double x, double y)
{
    const auto line = nearest(x, y);
    const int hit = line && line->pixels <= clickReach ? line->task : 0;
    setSelectedTask(hit == selected_ ? 0 : hit);
    Q_EMIT taskSelected(selected_);
}

AxisSpan TaskAccuracyPlot::wholeX() const
{
    if (!snapshot_)
        return {0.0, 1.0};
    double last = 0.0;
    for (const engine::AccuracySample& sample : snapshot_->trace->accuracy)
        last = std::max(last, static_cast<double>(sample.step));
    const auto planned = static_cast<double>(snapshot_->progress.steps);
    return {0.0, planned >= last && planned > 0.0 ? planned : niceAbove(last)};
}

AxisSpan TaskAccuracyPlot::wholeY() const { return {0.0, 100.0}; }

int TaskAccuracyPlot::pointCount() const
{
    int count = 0;
    for (const Line& line : lines_)
        count += line.all->dataCount();
    return count;
}

QVector<double> TaskAccuracyPlot::shownValues(int task) const
{
    QVector<double> values;
    if (task >= 1 && static_cast<std::size_t>(task) <= lines_.size())
        for (const QCPGraphData& point : *lines_[static_cast<std::size_t>(task - 1)].all->data())
            values << point.value;
    return values;
}

DataTable TaskAccuracyPlot::dataTable() const
{
    if (pointCount() == 0)
        return {};
    const auto cell = [trace = snapshot_->trace](qsizetype row, std::size_t column) {
        const engine::AccuracySample& sample = trace->accuracy[static_cast<std::size_t>(row)];
        const QString cells[] = {QString::number(sample.step), QString::number(sample.task), exactText(sample.accuracy),
                                 sample.full ? QStringLiteral("true") : QStringLiteral("false")};
        return cells[column];
    };
    return {{{QStringLiteral("step"), tr("Step")},
             {QStringLiteral("task"), tr("Task")},
             {QStringLiteral("accuracy"), tr("Test accuracy (share of 1)")},
             {QStringLiteral("all_test_images"), tr("On all test images")}},
            static_cast<qsizetype>(snapshot_->trace->accuracy.size()),
            cell};
}

QString TaskAccuracyPlot::definition() const
{
    return tr("<p><b>Accuracy per task</b>: the share of a task's test images that the network classifies rightly, "
              "a = (1/n) Σ [argmax p(· | x) = y], at one moment of training.</p>"
              "<p>A dot is a measurement at the end of a task on all the test images asked for, a(t, i) of the accuracy "
              "matrix; between the dots only the first few images are used.</p>");
}

void TaskAccuracyPlot::restyle()
{
    CurvePlot::restyle();
    std::vector<EndLabels::Label> labels;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const int task = static_cast<int>(i) + 1;
        const bool chosen = task == selected_;
        const bool dimmed = selected_ > 0 && !chosen;
        QColor colour = taskColor(task, tasks());
        colour.setAlphaF(dimmed ? 0.25F : 1.0F);
        lines_[i].all->setPen(QPen(colour, chosen ? 2.2 : 1.4));
        lines_[i].full->setLineStyle(QCPGraph::lsNone);
        lines_[i].full->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, chosen ? 6.0 : 4.5));
        colour.setAlphaF(dimmed ? 0.55F : 1.0F);
        labels.push_back({lines_[i].all, QString::number(task), colour, chosen});
    }
    if (selected_ > 0 && static_cast<std::size_t>(selected_) <= lines_.size()) {
        const Line& top = lines_[static_cast<std::size_t>(selected_ - 1)];
        // Within a layer the one put there last is drawn last.
        for (QCPGraph* graph : {top.all, top.full})
            graph->setLayer(QStringLiteral("main"));
    }
    labels_->setLabels(std::move(labels));
    bands_->setSelectedTask(selected_, tasks());
    redraw();
}

}  // namespace isthmus::widgets
