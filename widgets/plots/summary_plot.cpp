#include "widgets/plots/summary_plot.h"

#include "engine/results/measures.h"
#include "widgets/plots/end_labels.h"
#include "widgets/plots/plot_style.h"
#include "widgets/theme/number_format.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

namespace isthmus::widgets {

namespace {

/// Blue and vermilion of Okabe and Ito, lighter on dark panels.
QColor curveColor(bool forgetting)
{
    const bool dark = currentScheme() == Scheme::Dark;
    if (forgetting)
        return QColor::fromRgb(dark ? 0xfff28e4c : 0xffc15400);
    return QColor::fromRgb(dark ? 0xff6cbcf0 : 0xff0068a8);
}

QVector<double> valuesOf(const QCPGraph& curve)
{
    QVector<double> values;
    for (const QCPGraphData& point : *curve.data())
        values << point.value;
    return values;
}

}  // namespace

SummaryPlot::SummaryPlot(QWidget* parent)
    : CurvePlot(tr("Average accuracy and forgetting"), tr("Both appear here after the first task."), parent),
      labels_(std::make_unique<EndLabels>(plot(), EndLabels::Crowd::Spread)),
      curves_{plot().addGraph(), plot().addGraph()}
{
    setAxisLabels(tr("After task"), tr("Accuracy (%)"));
    setMargins(8, EndLabels::widthFor(EndLabels::Crowd::Spread, tr("forgetting")));
    useWholeTicks(*plot().xAxis);
    SummaryPlot::restyle();
    SummaryPlot::setMatrix(engine::AccuracyMatrix());
}

SummaryPlot::~SummaryPlot() = default;

void SummaryPlot::setSnapshot(const engine::RunSnapshotPtr& snapshot)
{
    setMatrix(snapshot ? snapshot->accuracy() : engine::AccuracyMatrix());
}

void SummaryPlot::setMatrix(const engine::AccuracyMatrix& matrix)
{
    const bool other = matrix.tasks() != matrix_.tasks() || matrix.learned() < matrix_.learned();
    matrix_ = matrix;
    for (QCPGraph* curve : curves_)
        curve->data()->clear();
    for (int t = 1; t <= matrix_.learned(); ++t) {
        if (const auto average = engine::averageAccuracy(matrix_, t).value)
            curves_[Average]->addData(t, 100.0 * *average);
        if (const auto forgotten = engine::forgetting(matrix_, t).value)
            curves_[Forgetting]->addData(t, 100.0 * *forgotten);
    }
    setEmpty(pointCount() == 0);
    if (other)
        resetView();
    dataChanged();
}

std::optional<CurvePlot::Reading> SummaryPlot::readingAt(double x, double y) const
{
    const int t = std::clamp(qRound(x), 1, std::max(1, matrix_.learned()));
    const auto average = engine::averageAccuracy(matrix_, t).value;
    if (!average)
        return std::nullopt;
    const auto forgotten = engine::forgetting(matrix_, t).value;
    QString text = tr("after task %1 · average accuracy %2").arg(QString::number(t), accuracyText(*average));
    if (forgotten)
        text += tr(" · forgetting %1").arg(accuracyText(*forgotten));
    const bool lower = forgotten && std::abs(100.0 * *forgotten - y) < std::abs(100.0 * *average - y);
    return Reading{text, static_cast<double>(t), 100.0 * (lower ? *forgotten : *average), curveColor(lower)};
}

AxisSpan SummaryPlot::wholeX() const { return {0.5, std::max(2, matrix_.tasks()) + 0.5}; }

AxisSpan SummaryPlot::wholeY() const
{
    // Forgetting is negative where later tasks help earlier ones.
    double least = 0.0;
    for (const double value : forgettingValues())
        least = std::min(least, value);
    return {least < 0.0 ? -niceAbove(-least) : 0.0, 100.0};
}

int SummaryPlot::pointCount() const { return curves_[Average]->dataCount() + curves_[Forgetting]->dataCount(); }
QVector<double> SummaryPlot::averageValues() const { return valuesOf(*curves_[Average]); }
QVector<double> SummaryPlot::forgettingValues() const { return valuesOf(*curves_[Forgetting]); }

QString SummaryPlot::csv() const
{
    if (pointCount() == 0)
        return {};
    const auto number = [](const engine::Measured& measured) {
        return measured.value ? QString::number(*measured.value, 'g', QLocale::FloatingPointShortest) : QString();
    };
    QString text = QStringLiteral("after_task,average_accuracy,forgetting\n");
    for (int t = 1; t <= matrix_.learned(); ++t)
        text += QStringLiteral("%1,%2,%3\n")
                    .arg(QString::number(t), number(engine::averageAccuracy(matrix_, t)), number(engine::forgetting(matrix_, t)));
    return text;
}

QString SummaryPlot::definition() const
{
    return tr("<p><b>Average accuracy</b> after task t: A(t) = (1/t) Σ<sub>i≤t</sub> a(t,i), the mean over the tasks met so "
              "far.</p><p><b>Forgetting</b>: F(t) = (1/(t−1)) Σ<sub>i&lt;t</sub> ( max<sub>i≤k&lt;t</sub> a(k,i) − a(t,i) ), how "
              "much accuracy the earlier tasks have lost from their best (Chaudhry et al. 2018); undefined after the first "
              "task.</p><p>a(k,i) is the accuracy on task i after training task k.</p>");
}

void SummaryPlot::restyle()
{
    CurvePlot::restyle();
    const QColor average = curveColor(false), forgotten = curveColor(true);
    curves_[Average]->setPen(QPen(average, 1.6));
    curves_[Average]->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, average, average, 6));
    QPen dashed(forgotten, 1.6);
    dashed.setDashPattern({4.0, 2.5});
    curves_[Forgetting]->setPen(dashed);
    curves_[Forgetting]->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssSquare, QPen(forgotten, 1.4), QBrush(color(Role::Panel)), 6));
    labels_->setLabels(
        {{curves_[Average], tr("average"), average, false}, {curves_[Forgetting], tr("forgetting"), forgotten, false}});
}

}  // namespace isthmus::widgets
