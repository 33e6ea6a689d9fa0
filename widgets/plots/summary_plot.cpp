#include "widgets/plots/summary_plot.h"

#include "engine/results/measures.h"
#include "widgets/plots/curve_value.h"
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

std::optional<CurvePlot::CurvePoint> SummaryPlot::pointNear(double x, double y) const
{
    const double t = std::clamp(qRound(x), 1, std::max(1, matrix_.learned()));
    const auto distance = [&](Curve curve) {
        const auto value = curveValue(*curves_[curve], t);
        return value ? std::abs(*value - y) : qInf();
    };
    const Curve curve = distance(Forgetting) < distance(Average) ? Forgetting : Average;
    const int point = nearestPoint(*curves_[curve], t);
    return point < 0 ? std::nullopt : std::optional(CurvePoint{curve, point});
}

int SummaryPlot::readableCurves() const { return static_cast<int>(curves_.size()); }

int SummaryPlot::readablePoints(int curve) const { return curves_[static_cast<std::size_t>(curve)]->dataCount(); }

CurvePlot::Reading SummaryPlot::readingOf(CurvePoint at) const
{
    const QCPGraphData& point = *curves_[static_cast<std::size_t>(at.curve)]->data()->at(at.point);
    const int t = qRound(point.key);
    const auto average = engine::averageAccuracy(matrix_, t).value;
    const auto forgotten = engine::forgetting(matrix_, t).value;
    QString text = tr("after task %1").arg(t);
    if (average)
        text += tr(" · average accuracy %1").arg(accuracyText(*average));
    if (forgotten)
        text += tr(" · forgetting %1").arg(accuracyText(*forgotten));
    return Reading{text, point.key, point.value, curveColor(at.curve == Forgetting)};
}

AxisSpan SummaryPlot::wholeX() const { return {0.5, std::max(2, matrix_.tasks()) + 0.5}; }

AxisSpan SummaryPlot::wholeY() const
{
    // Forgetting is negative where later tasks help earlier ones.
    double least = 0.0;
    for (const double value : forgettingValues())
        least = std::min(least, value);
    constexpr double marker = 4.0;  // the room that one takes
    return {least < 0.0 ? -niceAbove(marker - least) : 0.0, 100.0};
}

int SummaryPlot::pointCount() const { return curves_[Average]->dataCount() + curves_[Forgetting]->dataCount(); }
QVector<double> SummaryPlot::averageValues() const { return valuesOf(*curves_[Average]); }
QVector<double> SummaryPlot::forgettingValues() const { return valuesOf(*curves_[Forgetting]); }

DataTable SummaryPlot::dataTable() const
{
    if (pointCount() == 0)
        return {};
    std::vector<QStringList> rows;
    for (int t = 1; t <= matrix_.learned(); ++t)
        rows.push_back({QString::number(t), exactText(engine::averageAccuracy(matrix_, t).value.value_or(qQNaN())),
                        exactText(engine::forgetting(matrix_, t).value.value_or(qQNaN()))});
    return writtenOut({{QStringLiteral("after_task"), tr("After task")},
                       {QStringLiteral("average_accuracy"), tr("Average accuracy (share of 1)")},
                       {QStringLiteral("forgetting"), tr("Forgetting (share of 1)")}},
                      std::move(rows));
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
