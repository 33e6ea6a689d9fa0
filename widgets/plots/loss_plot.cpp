#include "widgets/plots/loss_plot.h"

#include "widgets/plots/curve_value.h"
#include "widgets/plots/end_labels.h"
#include "widgets/plots/plot_key.h"
#include "widgets/plots/task_bands.h"
#include "widgets/theme/number_format.h"
#include "widgets/theme/task_colors.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

namespace isthmus::widgets {

namespace {

using Losses = std::vector<engine::LossSample>;

bool same(const engine::LossSample& a, const engine::LossSample& b) { return a.step == b.step && a.loss == b.loss; }

/// True when `now` begins with all of `before`, judged by its ends.
bool extends(const Losses& now, const Losses& before)
{
    return !before.empty() && now.size() >= before.size() && same(now.front(), before.front())
           && same(now[before.size() - 1], before.back());
}

}  // namespace

LossPlot::LossPlot(QWidget* parent)
    : CurvePlot(tr("Loss"), tr("The loss appears here once a run has started."), parent),
      bands_(std::make_unique<TaskBands>(plot())),
      key_(std::make_unique<PlotKey>(plot())),
      curve_(plot().addGraph()),
      highlight_(plot().addGraph())
{
    setAxisLabels(tr("Step"), tr("Training loss (nats)"));
    // As wide as the plot of the accuracies below it, so that their steps stand above each other.
    setMargins(TaskBands::labelHeight(), EndLabels::widthFor(EndLabels::Crowd::Thin, QStringLiteral("20")));
    offerLogScale();
    LossPlot::restyle();
    LossPlot::setSnapshot(nullptr);
}

LossPlot::~LossPlot() = default;

void LossPlot::setSnapshot(const engine::RunSnapshotPtr& snapshot)
{
    const bool sameRun = snapshot_ && snapshot && snapshot_->runId == snapshot->runId;
    const bool goesOn = sameRun && extends(snapshot->trace->loss, snapshot_->trace->loss);
    const std::size_t from = goesOn ? snapshot_->trace->loss.size() : 0;
    snapshot_ = snapshot;
    if (!goesOn) {
        curve_->data()->clear();
        highlight_->data()->clear();
        least_ = most_ = 0.0;
    }
    if (!sameRun)
        resetView();
    const bool any = snapshot_ && !snapshot_->trace->loss.empty();
    bands_->setSpans(snapshot_ ? phaseSpans(*snapshot_) : std::vector<PhaseSpan>());
    bands_->setSelectedTask(selected_, snapshot_ ? snapshot_->progress.tasks : 0);
    const auto& spans = bands_->spans();
    const bool connects = std::any_of(spans.begin(), spans.end(), [](const PhaseSpan& span) { return span.connects; });
    key_->setEntries(connects ? std::vector<PlotKey::Entry>{{PlotKey::Mark::Band, tr("connect phase")}}
                              : std::vector<PlotKey::Entry>());
    if (any)
        append(from);
    setEmpty(!any);
    dataChanged();
}

void LossPlot::append(std::size_t from)
{
    const Losses& losses = snapshot_->trace->loss;
    const auto count = static_cast<qsizetype>(losses.size() - from);
    QVector<double> steps(count), values(count);
    for (qsizetype i = 0; i < count; ++i) {
        const engine::LossSample& sample = losses[from + static_cast<std::size_t>(i)];
        steps[i] = static_cast<double>(sample.step);
        // A gap in the curve, which an infinite value would not be.
        values[i] = std::isfinite(sample.loss) ? sample.loss : qQNaN();
        if (sample.loss > 0.0 && std::isfinite(sample.loss)) {
            least_ = least_ > 0.0 ? std::min(least_, sample.loss) : sample.loss;
            most_ = std::max(most_, sample.loss);
        }
    }
    curve_->addData(steps, values, true);
    fillHighlight();
}

void LossPlot::fillHighlight()
{
    highlight_->data()->clear();
    QVector<double> steps, values;
    if (selected_ > 0)
        for (const QCPGraphData& point : *curve_->data())
            if (taskOf(point.key) == selected_) {
                steps << point.key;
                values << point.value;
            }
    highlight_->addData(steps, values, true);
}

int LossPlot::taskOf(double step) const { return taskAt(bands_->spans(), step); }

void LossPlot::setSelectedTask(int task)
{
    selected_ = task;
    bands_->setSelectedTask(task, snapshot_ ? snapshot_->progress.tasks : 0);
    fillHighlight();
    restyle();
}

void LossPlot::clickedAt(double x, double)
{
    const int task = taskOf(x);
    if (task == 0)
        return;
    setSelectedTask(task == selected_ ? 0 : task);
    Q_EMIT taskSelected(selected_);
}

std::optional<CurvePlot::CurvePoint> LossPlot::pointNear(double x, double) const
{
    const int point = nearestPoint(*curve_, x);
    return point < 0 ? std::nullopt : std::optional(CurvePoint{0, point});
}

int LossPlot::readablePoints(int) const { return curve_->dataCount(); }

CurvePlot::Reading LossPlot::readingOf(CurvePoint at) const
{
    const QCPGraphData& point = *curve_->data()->at(at.point);
    const PhaseSpan* phase = phaseAt(bands_->spans(), point.key);
    const int task = phase ? phase->task : 0;
    const bool lit = task > 0 && task == selected_;
    QString where = tr("step %1").arg(countText(qRound64(point.key)));
    if (phase)
        where += phase->connects ? tr(" · task %1, connect").arg(task) : tr(" · task %1").arg(task);
    return Reading{tr("%1 · loss %2").arg(where, lossText(point.value)), point.key, point.value,
                   lit ? taskColor(task, snapshot_->progress.tasks) : color(Role::Accent)};
}

AxisSpan LossPlot::wholeX() const
{
    if (!snapshot_)
        return {0.0, 1.0};
    const bool any = !snapshot_->trace->loss.empty();
    const double last = any ? static_cast<double>(snapshot_->trace->loss.back().step) : 0.0;
    const auto planned = static_cast<double>(snapshot_->progress.steps);
    return {0.0, planned >= last && planned > 0.0 ? planned : niceAbove(last)};
}

AxisSpan LossPlot::wholeY() const { return isLogScale() ? logSpan(least_, most_) : linearSpan(most_); }

int LossPlot::pointCount() const { return curve_->dataCount(); }

QVector<double> LossPlot::highlightedValues() const
{
    QVector<double> values;
    for (const QCPGraphData& point : *highlight_->data())
        values << point.value;
    return values;
}

QVector<double> LossPlot::shownValues(int task) const
{
    QVector<double> values;
    for (const QCPGraphData& point : *curve_->data())
        if (task == 0 || taskOf(point.key) == task)
            values << point.value;
    return values;
}

DataTable LossPlot::dataTable() const
{
    if (pointCount() == 0)
        return {};
    const auto cell = [trace = snapshot_->trace, spans = bands_->spans()](qsizetype row, std::size_t column) {
        const engine::LossSample& sample = trace->loss[static_cast<std::size_t>(row)];
        if (column == 0)
            return QString::number(sample.step);
        return column == 1 ? QString::number(taskAt(spans, static_cast<double>(sample.step))) : exactText(sample.loss);
    };
    return {{{QStringLiteral("step"), tr("Step")},
             {QStringLiteral("task"), tr("Task")},
             {QStringLiteral("loss"), tr("Training loss (nats)")}},
            static_cast<qsizetype>(snapshot_->trace->loss.size()),
            cell};
}

QString LossPlot::definition() const
{
    return tr("<p><b>Training loss</b>: the mean cross-entropy in nats of the training batches, "
              "L = −(1/n) Σ ln p(y | x), averaged over the steps since the point before.</p>"
              "<p>Dotted lines mark where tasks begin; grey bands are phases that connect the networks of two tasks, "
              "where the loss is that of the phase.</p>");
}

void LossPlot::restyle()
{
    CurvePlot::restyle();
    QColor calm = color(Role::Accent);
    if (selected_ > 0) {
        calm = color(Role::Muted);
        calm.setAlphaF(0.55F);
    }
    const int tasks = snapshot_ ? snapshot_->progress.tasks : 0;
    curve_->setPen(QPen(calm, 1.0));  // Qt strokes wider lines many times slower
    highlight_->setPen(QPen(taskColor(selected_, tasks), 1.6));
    bands_->setSelectedTask(selected_, tasks);
}

}  // namespace isthmus::widgets
