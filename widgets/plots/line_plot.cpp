#include "widgets/plots/line_plot.h"

#include "widgets/landscape/grid_places.h"
#include "widgets/plots/curve_value.h"
#include "widgets/plots/end_labels.h"
#include "widgets/plots/line_anchors.h"
#include "widgets/plots/plot_style.h"
#include "widgets/theme/number_format.h"
#include "widgets/theme/task_colors.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr double clickReach = 8.0;   ///< pixels
constexpr double hoverReach = 40.0;  ///< pixels

/// Losses are measured in single precision: what lies below its rounding is no barrier.
QString barrierText(const engine::LineTask& task)
{
    const auto largest = std::max_element(task.loss.begin(), task.loss.end());
    const bool rounding = largest != task.loss.end() && task.barrier < 1e-6 * *largest;
    return lossText(rounding ? 0.0 : task.barrier);
}

/// Where the ends of the line are no networks, there is no barrier between them.
QString labelOf(const engine::LineTask& task)
{
    return std::isnan(task.barrier) ? LinePlot::tr("task %1").arg(task.task)
                                    : LinePlot::tr("task %1 · barrier %2").arg(QString::number(task.task), barrierText(task));
}

}  // namespace

LinePlot::LinePlot(QWidget* parent)
    : CurvePlot(tr("Along the isthmus"), tr("The loss between two networks appears here once there are two."), parent),
      anchors_(std::make_unique<LineAnchors>(plot())),
      labels_(std::make_unique<EndLabels>(plot(), EndLabels::Crowd::Spread))
{
    offerLogScale();
    connect(&plot(), &QCustomPlot::afterLayout, this, &LinePlot::fitAxisLabel);
    LinePlot::setLine(nullptr);
}

LinePlot::~LinePlot() = default;

void LinePlot::setLine(const engine::LandscapeLinePtr& line)
{
    const bool sameRun = line_ && line && line_->runId == line->runId;
    line_ = line;
    fillCurves();
    nameAxes();
    setEmpty(pointCount() == 0);
    anchors_->setAnchors(line_ ? line_->anchors : std::vector<engine::LineAnchor>());
    setNote(isEmpty() ? QString()
                      : tr("%1 test images per task · |Δw| = %2").arg(countText(line_->samples), lossText(line_->distance))
                            + bandText());
    restyle();
    if (!sameRun)
        resetView();
    dataChanged();
}

void LinePlot::nameAxes()
{
    const bool plain = !line_ || line_->label == "t";
    const QString position = isCurve() ? tr("Position on the curve (t)") : tr("Position on the line (t)");
    setAxisLabels(plain ? position : axisTitle({.label = line_->label, .points = {}}), lossLabels().front());
    // As wide as any label of its kind, so that it stays while values change.
    const bool barriers = !line_ || std::any_of(line_->tasks.begin(), line_->tasks.end(), [](const engine::LineTask& task) {
        return !std::isnan(task.barrier);
    });
    const QString widest = labelOf({.task = 20, .loss = {}, .accuracy = {}, .barrier = barriers ? 0.00888 : std::nan("")});
    setMargins(QFontMetrics(plotFont()).height() + 8, EndLabels::widthFor(EndLabels::Crowd::Spread, widest));
}

QString LinePlot::axisLabel() const { return plot().yAxis->label(); }

/// The longest label that there is room for beside the axis.
void LinePlot::fitAxisLabel()
{
    const double middle = plot().axisRect()->rect().center().y();
    const double room = 2.0 * std::min(middle, plot().height() - middle);
    const QFontMetricsF metrics(plot().yAxis->labelFont());
    const QStringList labels = lossLabels();
    const auto fitting = std::find_if(labels.begin(), labels.end(),
                                      [&](const QString& label) { return metrics.horizontalAdvance(label) <= room; });
    plot().yAxis->setLabel(fitting == labels.end() ? labels.back() : *fitting);
}

const std::vector<double>& LinePlot::halfWidths(const engine::LineTask& task) const
{
    return line_->draws > 1 ? task.lossSpread : task.lossError;
}

bool LinePlot::hasBand() const
{
    return line_ && std::any_of(line_->tasks.begin(), line_->tasks.end(), [this](const engine::LineTask& task) {
               return !halfWidths(task).empty();
           });
}

QString LinePlot::bandText() const
{
    if (!hasBand())
        return {};
    return line_->draws > 1 ? tr(" · band: ± standard deviation over %1 draws").arg(line_->draws)
                            : tr(" · band: ± standard error of %1 images").arg(countText(line_->samples));
}

QStringList LinePlot::lossLabels() const
{
    if (!hasBand())
        return {tr("Test loss (nats)")};
    if (line_->draws > 1)
        return {tr("Test loss (nats), mean ± SD of %1 draws").arg(line_->draws), tr("Mean loss ± SD (nats)"), tr("Loss (nats)")};
    return {tr("Test loss (nats) ± SE of %1 images").arg(countText(line_->samples)), tr("Test loss ± SE (nats)"),
            tr("Loss (nats)")};
}

void LinePlot::fillCurves()
{
    for (const Curve& curve : curves_)
        for (QCPGraph* graph : {curve.high, curve.low, curve.loss})
            if (graph)
                plot().removeGraph(graph);
    curves_.clear();
    if (!line_)
        return;
    const auto fill = [this](QCPGraph* graph, auto valueAt) {
        for (std::size_t j = 0; j < line_->t.size(); ++j)
            graph->addData(line_->t[j], valueAt(j));
    };
    for (const engine::LineTask& task : line_->tasks) {
        Curve& curve = curves_.emplace_back();
        const std::vector<double>& half = halfWidths(task);
        const auto loss = [&task](std::size_t j) {
            return j < task.loss.size() && std::isfinite(task.loss[j]) ? task.loss[j] : qQNaN();
        };
        if (!half.empty()) {
            curve.low = plot().addGraph();
            curve.high = plot().addGraph();
            fill(curve.low, [&](std::size_t j) { return j < half.size() ? loss(j) - half[j] : qQNaN(); });
            fill(curve.high, [&](std::size_t j) { return j < half.size() ? loss(j) + half[j] : qQNaN(); });
            curve.high->setChannelFillGraph(curve.low);
            for (QCPGraph* edge : {curve.low, curve.high}) {
                edge->setPen(Qt::NoPen);
                edge->setLayer(QStringLiteral("grid"));  // behind all curves
            }
        }
        curve.loss = plot().addGraph();
        fill(curve.loss, loss);
    }
}

void LinePlot::setSelectedTask(int task)
{
    selected_ = task;
    restyle();
}

std::optional<LinePlot::Nearest> LinePlot::nearest(double x, double y) const
{
    std::optional<Nearest> best;
    for (std::size_t k = 0; k < curves_.size(); ++k) {
        const auto value = curveValue(*curves_[k].loss, x);
        if (!value)
            continue;
        const double pixels = pixelsBetween(x, y, x, *value);
        if (best && pixels >= best->pixels)
            continue;
        best = Nearest{k, static_cast<std::size_t>(nearestPoint(*curves_[k].loss, x)), pixels};
    }
    return best;
}

std::optional<CurvePlot::CurvePoint> LinePlot::pointNear(double x, double y) const
{
    const auto near = nearest(x, y);
    if (!near || near->pixels > hoverReach)
        return std::nullopt;
    return CurvePoint{static_cast<int>(near->curve), static_cast<int>(near->point)};
}

int LinePlot::readableCurves() const { return static_cast<int>(curves_.size()); }

int LinePlot::readablePoints(int curve) const { return curves_[static_cast<std::size_t>(curve)].loss->dataCount(); }

CurvePlot::Reading LinePlot::readingOf(CurvePoint at) const
{
    const engine::LineTask& task = line_->tasks[static_cast<std::size_t>(at.curve)];
    const auto point = static_cast<std::size_t>(at.point);
    const double t = line_->t[point], loss = point < task.loss.size() ? task.loss[point] : qQNaN();
    QString text = tr("t = %1 · task %2 · loss %3")
                       .arg(QString::number(t, 'f', 2).replace(u'-', QChar(0x2212)), QString::number(task.task), lossText(loss));
    if (const auto& half = halfWidths(task); point < half.size() && half[point] > 0.0)
        text += tr(" ± %1").arg(uncertaintyText(half[point]));
    if (point < task.accuracy.size())
        text += tr(" · accuracy %1").arg(accuracyText(task.accuracy[point]));
    return Reading{text, t, loss, taskColor(task.task, lastTask())};
}

void LinePlot::clickedAt(double x, double y)
{
    const auto near = nearest(x, y);
    const int hit = near && near->pixels <= clickReach ? line_->tasks[near->curve].task : 0;
    setSelectedTask(hit == selected_ ? 0 : hit);
    Q_EMIT taskSelected(selected_);
}

void LinePlot::setTaskCount(int tasks)
{
    taskCount_ = tasks;
    restyle();
}

int LinePlot::lastTask() const
{
    int last = taskCount_;
    if (line_)
        for (const engine::LineTask& task : line_->tasks)
            last = std::max(last, task.task);
    return last;
}

AxisSpan LinePlot::wholeX() const
{
    const bool drawn = line_ && line_->t.size() > 1 && line_->t.front() < line_->t.back();
    return drawn ? AxisSpan{line_->t.front(), line_->t.back()} : AxisSpan();
}

AxisSpan LinePlot::wholeY() const
{
    double least = 0.0, most = 0.0;
    for (const Curve& curve : curves_)
        for (const QCPGraph* graph : {curve.loss, curve.high}) {
            if (!graph)
                continue;
            for (const QCPGraphData& point : *graph->data())
                if (point.value > 0.0) {
                    // The lower edge stays out: one near nothing must not take all decades with it.
                    least = least > 0.0 ? std::min(least, point.value) : point.value;
                    most = std::max(most, point.value);
                }
        }
    return isLogScale() ? logSpan(least, most) : linearSpan(most);
}

int LinePlot::pointCount() const
{
    int count = 0;
    for (const Curve& curve : curves_)
        count += curve.loss->dataCount();
    return count;
}

QVector<double> LinePlot::shownValues(int task) const
{
    QVector<double> values;
    for (std::size_t k = 0; k < curves_.size(); ++k)
        if (line_->tasks[k].task == task)
            for (const QCPGraphData& point : *curves_[k].loss->data())
                values << point.value;
    return values;
}

std::pair<QVector<double>, QVector<double>> LinePlot::shownBand(int task) const
{
    std::pair<QVector<double>, QVector<double>> band;
    for (std::size_t k = 0; k < curves_.size(); ++k)
        if (line_->tasks[k].task == task && curves_[k].low) {
            for (const QCPGraphData& point : *curves_[k].low->data())
                band.first << point.value;
            for (const QCPGraphData& point : *curves_[k].high->data())
                band.second << point.value;
        }
    return band;
}

DataTable LinePlot::dataTable() const
{
    if (pointCount() == 0)
        return {};
    std::vector<DataTable::Column> columns{{QStringLiteral("t"), plot().xAxis->label()}};
    std::vector<const std::vector<double>*> values{&line_->t};
    const bool drawn = line_->draws > 1;
    for (const engine::LineTask& task : line_->tasks) {
        const QString name = QStringLiteral("task_%1_").arg(task.task);
        columns.push_back({name + QStringLiteral("loss"), tr("Task %1: loss (nats)").arg(task.task)});
        columns.push_back({name + QStringLiteral("accuracy"), tr("Task %1: accuracy (share of 1)").arg(task.task)});
        values.insert(values.end(), {&task.loss, &task.accuracy});
        if (halfWidths(task).empty())
            continue;
        columns.push_back({name + (drawn ? QStringLiteral("loss_spread") : QStringLiteral("loss_error")),
                           (drawn ? tr("Task %1: SD (nats)") : tr("Task %1: SE (nats)")).arg(task.task)});
        values.push_back(&halfWidths(task));
    }
    // The line owns the values.
    const auto cell = [line = line_, values](qsizetype row, std::size_t column) {
        const auto j = static_cast<std::size_t>(row);
        return j < values[column]->size() ? exactText((*values[column])[j]) : QString();
    };
    return {std::move(columns), static_cast<qsizetype>(line_->t.size()), cell};
}

bool LinePlot::isCurve() const { return line_ && line_->chart == "curve"; }

QString LinePlot::definition() const
{
    const QString networks = isCurve() ? tr("w(t) on a curve between two networks w<sub>A</sub> and w<sub>B</sub>, which was "
                                            "trained so that the loss is low all along it")
                                       : tr("w(t) = (1−t) w<sub>A</sub> + t w<sub>B</sub> on the straight line between two "
                                            "trained networks");
    const QString connected = isCurve() ? tr("connected by the curve") : tr("linearly connected");
    return tr("<p><b>Along the isthmus</b>: each task's mean test loss L(t) of the networks %1.</p><p><b>Barrier</b>: "
              "max<sub>0≤t≤1</sub> ( L(t) − ((1−t) L(0) + t L(1)) ). Where it is near zero the two networks are %2 "
              "for that task. |Δw| is the Euclidean distance between them.</p><p><b>Band</b>: one standard error of the "
              "mean over the images to both sides; of several draws of a random direction, the standard deviation of the "
              "draws' losses (divisor n − 1) around their mean.</p>")
        .arg(networks, connected);
}

void LinePlot::restyle()
{
    CurvePlot::restyle();
    std::vector<EndLabels::Label> labels;
    for (std::size_t k = 0; k < curves_.size(); ++k) {
        const engine::LineTask& task = line_->tasks[k];
        const bool chosen = task.task == selected_;
        const bool dimmed = selected_ > 0 && !chosen;
        QColor colour = taskColor(task.task, lastTask());
        colour.setAlphaF(dimmed ? 0.25F : 1.0F);
        curves_[k].loss->setPen(QPen(colour, chosen ? 2.2 : 1.4));
        if (chosen)
            curves_[k].loss->setLayer(QStringLiteral("main"));  // again: drawn last
        if (QCPGraph* high = curves_[k].high) {
            QColor tint = taskColor(task.task, lastTask());
            tint.setAlphaF(dimmed ? 0.06F : 0.22F);
            high->setBrush(tint);
        }
        colour.setAlphaF(dimmed ? 0.55F : 1.0F);
        labels.push_back({curves_[k].loss, labelOf(task), colour, chosen});
    }
    labels_->setLabels(std::move(labels));
    redraw();
}

}  // namespace isthmus::widgets
