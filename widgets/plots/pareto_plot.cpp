#include "widgets/plots/pareto_plot.h"

#include "engine/results/pareto_front.h"
#include "widgets/plots/plot_style.h"
#include "widgets/plots/point_labels.h"
#include "widgets/theme/number_format.h"
#include "widgets/theme/set_style.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

#include <algorithm>
#include <limits>
#include <numeric>

namespace isthmus::widgets {

namespace {

constexpr double markRadius = 4.5;
constexpr double clickReach = 14.0;
constexpr int widestLabel = 180;

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

/// Bars, marks, names and the front.
class ParetoPlot::Item final : public QCPAbstractItem {
public:
    Item(QCustomPlot& plot, const ParetoPlot& owner) : QCPAbstractItem(&plot), plot_(plot), owner_(owner)
    {
        setSelectable(false);
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }
    const QVector<QRectF>& places() const { return places_; }

protected:
    void draw(QCPPainter* painter) override
    {
        painter->setAntialiasing(true);
        LabelObstacles obstacles;
        drawFront(*painter, obstacles);
        for (const Point& point : owner_.points_)
            drawBars(*painter, point, obstacles);
        for (const Point& point : owner_.points_)
            drawSetMark(*painter, setMark(point.set), pixel(point.cost.mean, point.value.mean), markRadius, colourOf(point.set));
        drawNames(*painter, obstacles);
    }

private:
    QPointF pixel(double x, double y) const { return {plot_.xAxis->coordToPixel(x), plot_.yAxis->coordToPixel(y)}; }

    QColor colourOf(int set) const
    {
        QColor colour = setColor(set);
        if (owner_.selected_ >= 0 && owner_.selected_ != set)
            colour.setAlphaF(0.3F);
        return colour;
    }

    /// Stairs: what one could have for each cost.
    void drawFront(QCPPainter& painter, LabelObstacles& obstacles) const
    {
        painter.setPen(QPen(color(Role::Muted), 1, Qt::DashLine));
        const bool cheapFirst = owner_.cost_->better == engine::Better::Lower;
        for (std::size_t k = 0; k + 1 < owner_.front_.size(); ++k) {
            const Point& here = owner_.points_[owner_.front_[k]];
            const Point& next = owner_.points_[owner_.front_[k + 1]];
            const QPointF from = pixel(here.cost.mean, here.value.mean), to = pixel(next.cost.mean, next.value.mean);
            const QPointF corner = cheapFirst ? QPointF(to.x(), from.y()) : QPointF(from.x(), to.y());
            painter.drawLine(from, corner);
            painter.drawLine(corner, to);
            obstacles.lines << QLineF(from, corner) << QLineF(corner, to);
        }
    }

    void drawBars(QCPPainter& painter, const Point& point, LabelObstacles& obstacles) const
    {
        constexpr double cap = 3.0;
        painter.setPen(QPen(colourOf(point.set), 1.2));
        const auto& [set, cost, value] = point;
        const auto bar = [&](const QPointF& a, const QPointF& b, const QPointF& across) {
            if (QLineF(a, b).length() < 2.0)
                return;
            painter.drawLine(a, b);
            painter.drawLine(a - across, a + across);
            painter.drawLine(b - across, b + across);
            obstacles.lines << QLineF(a, b);
        };
        bar(pixel(cost.mean - cost.half, value.mean), pixel(cost.mean + cost.half, value.mean), {0.0, cap});
        bar(pixel(cost.mean, value.mean - value.half), pixel(cost.mean, value.mean + value.half), {cap, 0.0});
    }

    void drawNames(QCPPainter& painter, const LabelObstacles& obstacles)
    {
        const QRect axes = plot_.axisRect()->rect();
        const QFontMetricsF metrics(plotFont());
        QVector<PointLabel> labels;
        QStringList texts;
        std::vector<int> sets;
        for (const Point& point : owner_.points_) {
            const QPointF place = pixel(point.cost.mean, point.value.mean);
            if (!axes.contains(place.toPoint()))
                continue;
            texts << metrics.elidedText(owner_.nameOf(point.set), Qt::ElideRight, widestLabel);
            sets.push_back(point.set);
            labels.push_back({place, markRadius + 1.0, {metrics.horizontalAdvance(texts.last()) + 2.0, metrics.height()}});
        }
        places_ = placePointLabels(labels, axes, obstacles);
        for (qsizetype i = 0; i < places_.size(); ++i) {
            if (places_[i].isNull())
                continue;
            const int set = sets[static_cast<std::size_t>(i)];
            QFont font = plotFont();
            font.setBold(set == owner_.selected_);
            painter.setFont(font);
            painter.setPen(colourOf(set));
            painter.drawText(places_[i], static_cast<int>(Qt::AlignCenter) | static_cast<int>(Qt::TextDontClip), texts[i]);
        }
    }

    QCustomPlot& plot_;
    const ParetoPlot& owner_;
    QVector<QRectF> places_;
};

ParetoPlot::ParetoPlot(QWidget* parent)
    : CurvePlot(tr("Accuracy against cost"), tr("A point for each set of runs that have learned all their tasks appears here."),
                parent),
      value_(engine::findMeasure("average_accuracy")),
      cost_(engine::findMeasure("training_operations_vs_sgd")),
      item_(new Item(plot(), *this))
{
    setMargins(8, 16);
    plot().xAxis->grid()->setVisible(true);
    refresh();
}

void ParetoPlot::setSets(const engine::RunSetsPtr& sets)
{
    const bool same = sets && sets_
                      && std::equal(sets->begin(), sets->end(), sets_->begin(), sets_->end(),
                                    [](const engine::RunSet& a, const engine::RunSet& b) { return a.label == b.label; });
    sets_ = sets;
    if (!sets_ || selected_ >= static_cast<int>(sets_->size()))
        selected_ = -1;
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
    points_.clear();
    std::vector<std::pair<double, double>> places;
    for (std::size_t set = 0; sets_ && set < sets_->size(); ++set) {
        const engine::Spread cost = engine::reduced((*sets_)[set], *cost_, engine::Reduction::Last, band_);
        const engine::Spread value = engine::reduced((*sets_)[set], *value_, reduction_, band_);
        if (cost.n == 0 || value.n == 0)
            continue;
        points_.push_back({static_cast<int>(set), scaled(cost, engine::shownScale(cost_->unit)),
                           scaled(value, engine::shownScale(value_->unit))});
        places.emplace_back(cost.mean, value.mean);
    }
    byCost_.resize(points_.size());
    std::iota(byCost_.begin(), byCost_.end(), 0);
    std::stable_sort(byCost_.begin(), byCost_.end(),
                     [this](std::size_t a, std::size_t b) { return points_[a].cost.mean < points_[b].cost.mean; });
    front_ = engine::paretoFront(places, cost_->better, value_->better);
    setAxisLabels(QString::fromStdString(engine::heading(*cost_)), QString::fromStdString(engine::heading(*value_)));
    describe();
    setEmpty(points_.empty());
    dataChanged();
}

void ParetoPlot::describe()
{
    int least = 0, most = 0;
    for (const Point& point : points_) {
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
    selected_ = set;
    redraw();
}

const ParetoPlot::Point* ParetoPlot::nearest(double x, double y) const
{
    const Point* found = nullptr;
    double least = std::numeric_limits<double>::infinity();
    for (const Point& point : points_)
        if (const double pixels = pixelsBetween(x, y, point.cost.mean, point.value.mean); pixels < least) {
            least = pixels;
            found = &point;
        }
    return found;
}

void ParetoPlot::clickedAt(double x, double y)
{
    const Point* point = nearest(x, y);
    const bool hit = point && pixelsBetween(x, y, point->cost.mean, point->value.mean) <= clickReach;
    setSelectedSet(hit && point->set != selected_ ? point->set : -1);
    Q_EMIT picked(selected_);
}

std::optional<CurvePlot::CurvePoint> ParetoPlot::pointNear(double x, double y) const
{
    const Point* point = nearest(x, y);
    if (!point)
        return std::nullopt;
    const auto place = std::find(byCost_.begin(), byCost_.end(), static_cast<std::size_t>(point - points_.data()));
    return CurvePoint{0, static_cast<int>(place - byCost_.begin())};
}

int ParetoPlot::readablePoints(int) const { return static_cast<int>(byCost_.size()); }

CurvePlot::Reading ParetoPlot::readingOf(CurvePoint at) const
{
    const Point& point = points_[byCost_[static_cast<std::size_t>(at.point)]];
    QString text =
        tr("%1 · %2 %3 · %4 %5, n = %6")
            .arg(nameOf(point.set), QString::fromUtf8(value_->label).toLower(), spreadText(*value_, point.value),
                 QString::fromUtf8(cost_->label).toLower(), spreadText(*cost_, point.cost), QString::number(point.value.n));
    return Reading{text, point.cost.mean, point.value.mean, setColor(point.set)};
}

AxisSpan ParetoPlot::wholeX() const
{
    std::vector<engine::Spread> costs;
    for (const Point& point : points_)
        costs.push_back(point.cost);
    return spanOf(costs);
}

AxisSpan ParetoPlot::wholeY() const
{
    std::vector<engine::Spread> values;
    for (const Point& point : points_)
        values.push_back(point.value);
    return spanOf(values);
}

QString ParetoPlot::nameOf(int set) const { return QString::fromStdString((*sets_)[static_cast<std::size_t>(set)].label); }

int ParetoPlot::pointCount() const { return static_cast<int>(points_.size()); }

QPointF ParetoPlot::shownPoint(int set) const
{
    for (const Point& point : points_)
        if (point.set == set)
            return {point.cost.mean, point.value.mean};
    return {qQNaN(), qQNaN()};
}

std::vector<int> ParetoPlot::front() const
{
    std::vector<int> sets;
    for (const std::size_t place : front_)
        sets.push_back(points_[place].set);
    return sets;
}

QVector<QRectF> ParetoPlot::labelPlaces() const { return item_->places(); }

DataTable ParetoPlot::dataTable() const
{
    if (points_.empty())
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
    for (const Point& point : points_) {
        QStringList& row = rows.emplace_back(nameOf(point.set));
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
