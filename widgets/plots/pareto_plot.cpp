#include "widgets/plots/pareto_plot.h"

#include "engine/results/pareto_front.h"
#include "widgets/plots/pareto_marks.h"
#include "widgets/theme/number_format.h"
#include "widgets/theme/set_style.h"

#include <qcustomplot.h>

#include <algorithm>
#include <limits>
#include <numeric>

namespace isthmus::widgets {

namespace {

constexpr double clickReach = 14.0;

engine::Spread scaled(engine::Spread spread, double factor)
{
    spread.mean *= factor;
    spread.half *= factor;
    return spread;
}

QString spreadText(const engine::Measure& measure, const engine::Spread& shown)
{
    const auto text = [&](double value) {
        return QString::fromStdString(engine::shownNumber(measure, value / engine::shownScale(measure.unit)));
    };
    const QString unit = QString::fromUtf8(engine::symbol(measure.unit));
    return text(shown.mean) + (shown.n > 1 ? QStringLiteral(" ± ") + text(shown.half) : QString())
           + (unit.isEmpty() ? QString() : QChar(0x202f) + unit);
}

/// Both ends of the bands with some air beside them.
AxisSpan spanOf(const std::vector<engine::Spread>& values)
{
    if (values.empty())
        return {0.0, 1.0};
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (const engine::Spread& value : values) {
        least = std::min(least, value.mean - value.half);
        most = std::max(most, value.mean + value.half);
    }
    const double air = most > least ? 0.12 * (most - least) : std::max(0.5, 0.1 * std::abs(most));
    return {least - air, most + air};
}

}  // namespace

ParetoPlot::ParetoPlot(QWidget* parent)
    : CurvePlot(tr("Accuracy against cost"), tr("A point for each set of runs that have learned all their tasks appears here."),
                parent),
      value_(engine::findMeasure("average_accuracy")),
      cost_(engine::findMeasure("training_operations_vs_sgd")),
      picture_(std::make_unique<ParetoPicture>()),
      marks_(new ParetoMarks(plot(), *picture_))
{
    setMargins(8, 16);
    plot().xAxis->grid()->setVisible(true);
    refresh();
}

ParetoPlot::~ParetoPlot() = default;

void ParetoPlot::setSets(const engine::RunSetsPtr& sets)
{
    const bool same = sets && sets_
                      && std::equal(sets->begin(), sets->end(), sets_->begin(), sets_->end(),
                                    [](const engine::RunSet& a, const engine::RunSet& b) { return a.label == b.label; });
    sets_ = sets;
    if (!sets_ || picture_->selected >= static_cast<int>(sets_->size()))
        picture_->selected = -1;
    refresh();
    if (!same)
        resetView();
}

void ParetoPlot::setMeasures(const engine::Measure& value, const engine::Measure& cost)
{
    const bool same = value_ == &value && cost_ == &cost;
    value_ = &value;
    cost_ = &cost;
    refresh();
    if (!same)
        resetView();
}

void ParetoPlot::setSummary(engine::Reduction reduction, engine::Band band)
{
    reduction_ = reduction;
    band_ = band;
    refresh();
}

void ParetoPlot::refresh()
{
    picture_->points.clear();
    std::vector<std::pair<double, double>> places;
    for (std::size_t set = 0; sets_ && set < sets_->size(); ++set) {
        const engine::Spread cost = engine::reduced((*sets_)[set], *cost_, engine::Reduction::Last, band_);
        const engine::Spread value = engine::reduced((*sets_)[set], *value_, reduction_, band_);
        if (cost.n == 0 || value.n == 0)
            continue;
        picture_->points.push_back({static_cast<int>(set), QString::fromStdString((*sets_)[set].label),
                                    scaled(cost, engine::shownScale(cost_->unit)),
                                    scaled(value, engine::shownScale(value_->unit))});
        places.emplace_back(cost.mean, value.mean);
    }
    byCost_.resize(picture_->points.size());
    std::iota(byCost_.begin(), byCost_.end(), 0);
    std::stable_sort(byCost_.begin(), byCost_.end(), [this](std::size_t a, std::size_t b) {
        return picture_->points[a].cost.mean < picture_->points[b].cost.mean;
    });
    picture_->front = engine::paretoFront(places, cost_->better, value_->better);
    picture_->cheapFirst = cost_->better == engine::Better::Lower;
    setAxisLabels(QString::fromStdString(engine::heading(*cost_)), QString::fromStdString(engine::heading(*value_)));
    describe();
    setEmpty(picture_->points.empty());
    dataChanged();
}

void ParetoPlot::describe()
{
    int least = 0, most = 0;
    for (const ParetoPoint& point : picture_->points) {
        least = least == 0 ? point.value.n : std::min(least, point.value.n);
        most = std::max(most, point.value.n);
    }
    if (most == 0) {
        setNote({});
        return;
    }
    const QString runs = least == most ? QString::number(most) : tr("%1 to %2").arg(least).arg(most);
    const QString which = reduction_ == engine::Reduction::Last
                              ? QString()
                              : tr("%1 after any task, ").arg(QLatin1String(engine::word(reduction_)));
    setNote(tr("%1mean ± %2, n = %3").arg(which, QString::fromUtf8(engine::description(band_)), runs));
}

void ParetoPlot::setSelectedSet(int set)
{
    picture_->selected = set;
    redraw();
}

const ParetoPoint* ParetoPlot::nearest(double x, double y) const
{
    const ParetoPoint* found = nullptr;
    double least = std::numeric_limits<double>::infinity();
    for (const ParetoPoint& point : picture_->points)
        if (const double pixels = pixelsBetween(x, y, point.cost.mean, point.value.mean); pixels < least) {
            least = pixels;
            found = &point;
        }
    return found;
}

void ParetoPlot::clickedAt(double x, double y)
{
    const ParetoPoint* point = nearest(x, y);
    const bool hit = point && pixelsBetween(x, y, point->cost.mean, point->value.mean) <= clickReach;
    setSelectedSet(hit && point->set != picture_->selected ? point->set : -1);
    Q_EMIT picked(picture_->selected);
}

std::optional<CurvePlot::CurvePoint> ParetoPlot::pointNear(double x, double y) const
{
    const ParetoPoint* point = nearest(x, y);
    if (!point)
        return std::nullopt;
    const auto place = std::find(byCost_.begin(), byCost_.end(), static_cast<std::size_t>(point - picture_->points.data()));
    return CurvePoint{0, static_cast<int>(place - byCost_.begin())};
}

int ParetoPlot::readablePoints(int) const { return static_cast<int>(byCost_.size()); }

CurvePlot::Reading ParetoPlot::readingOf(CurvePoint at) const
{
    const ParetoPoint& point = picture_->points[byCost_[static_cast<std::size_t>(at.point)]];
    QString text =
        tr("%1 · %2 %3 · %4 %5, n = %6")
            .arg(point.name, QString::fromUtf8(value_->label).toLower(), spreadText(*value_, point.value),
                 QString::fromUtf8(cost_->label).toLower(), spreadText(*cost_, point.cost), QString::number(point.value.n));
    return Reading{text, point.cost.mean, point.value.mean, setColor(point.set)};
}

AxisSpan ParetoPlot::wholeX() const
{
    std::vector<engine::Spread> costs;
    for (const ParetoPoint& point : picture_->points)
        costs.push_back(point.cost);
    return spanOf(costs);
}

AxisSpan ParetoPlot::wholeY() const
{
    std::vector<engine::Spread> values;
    for (const ParetoPoint& point : picture_->points)
        values.push_back(point.value);
    return spanOf(values);
}

int ParetoPlot::selectedSet() const { return picture_->selected; }

int ParetoPlot::pointCount() const { return static_cast<int>(picture_->points.size()); }

QPointF ParetoPlot::shownPoint(int set) const
{
    for (const ParetoPoint& point : picture_->points)
        if (point.set == set)
            return {point.cost.mean, point.value.mean};
    return {qQNaN(), qQNaN()};
}

std::vector<int> ParetoPlot::front() const
{
    std::vector<int> sets;
    for (const std::size_t place : picture_->front)
        sets.push_back(picture_->points[place].set);
    return sets;
}

QVector<QRectF> ParetoPlot::labelPlaces() const { return marks_->namePlaces(); }

DataTable ParetoPlot::dataTable() const
{
    if (picture_->points.empty())
        return {};
    std::vector<DataTable::Column> columns{{QStringLiteral("set"), tr("Set")}};
    const QString band = QLatin1String(engine::word(band_));
    for (const engine::Measure* measure : {cost_, value_}) {
        const QString name = QLatin1String(measure->id);
        columns.push_back({name, measureHeading(*measure)});
        columns.push_back({name + u'_' + band, QStringLiteral("± ") + band});
    }
    columns.push_back({QStringLiteral("n"), tr("n")});
    columns.push_back({QStringLiteral("on_front"), tr("On the front")});
    const std::vector<int> best = front();
    std::vector<QStringList> rows;
    for (const ParetoPoint& point : picture_->points) {
        QStringList& row = rows.emplace_back(point.name);
        const auto add = [&](const engine::Measure& measure, engine::Reduction reduction) {
            const engine::RunSet& set = (*sets_)[static_cast<std::size_t>(point.set)];
            const engine::Spread spread = engine::reduced(set, measure, reduction, band_);  // in the measure's own unit
            row << exactText(spread.mean) << (spread.n > 1 ? exactText(spread.half) : QString());
        };
        add(*cost_, engine::Reduction::Last);
        add(*value_, reduction_);
        const bool onFront = std::find(best.begin(), best.end(), point.set) != best.end();
        row << QString::number(point.value.n) << QString::number(onFront ? 1 : 0);
    }
    return writtenOut(std::move(columns), std::move(rows));
}

QString ParetoPlot::definition() const
{
    return tr("<p><b>%1 against %2</b> of each set of runs, their means with ± %3 in both directions.</p><p>%1: %4.</p><p>%2: "
              "%5.</p><p>The dashed line joins the sets that no other beats: none is at least as good in both and better in one. "
              "Only runs that have learned all their tasks count.</p>")
        .arg(QString::fromUtf8(value_->label), QString::fromUtf8(cost_->label).toLower(),
             QString::fromUtf8(engine::description(band_)), QString::fromUtf8(value_->formula).toHtmlEscaped(),
             QString::fromUtf8(cost_->formula).toHtmlEscaped());
}

void ParetoPlot::restyle()
{
    CurvePlot::restyle();
    plot().xAxis->grid()->setVisible(true);
}

}  // namespace isthmus::widgets
