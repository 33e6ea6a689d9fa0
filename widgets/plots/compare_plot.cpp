#include "widgets/plots/compare_plot.h"

#include "widgets/plots/curve_words.h"
#include "widgets/plots/end_labels.h"
#include "widgets/plots/plot_style.h"
#include "widgets/theme/set_style.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QScopedValueRollback>

#include <qcustomplot.h>

#include <limits>

namespace isthmus::widgets {

namespace {

constexpr int mostMarks = 40;              ///< a curve with more points in view has none
constexpr int widestLabel = 170;           ///< pixels
constexpr double clickReach = 14.0;        ///< pixels
constexpr double exportedColumns = 200.0;  ///< points in a column of a vector picture before it is thinned out

QCPScatterStyle scatterOf(int set, const QColor& colour)
{
    using Style = QCPScatterStyle;
    static constexpr Style::ScatterShape shapes[] = {Style::ssDisc,   Style::ssSquare, Style::ssTriangle, Style::ssDiamond,
                                                     Style::ssCircle, Style::ssCross,  Style::ssSquare,   Style::ssPlus};
    const SetMark mark = setMark(set);
    const bool open = mark == SetMark::Ring || mark == SetMark::OpenSquare;
    return {shapes[static_cast<int>(mark)], QPen(colour, 1.4), open ? QBrush(color(Role::Panel)) : QBrush(colour), 7};
}

/// Whether a curve's places are whole numbers one after another, as those of tasks are.
bool areWhole(const std::vector<double>& places)
{
    if (places.size() > 1000 || places.front() != std::round(places.front()))
        return false;
    for (std::size_t k = 1; k < places.size(); ++k)
        if (places[k] != places[k - 1] + 1.0)
            return false;
    return true;
}

/// Which of some ascending places, of which there is one, is nearest.
std::size_t nearestPlace(const std::vector<double>& places, double x)
{
    const auto at = static_cast<std::size_t>(std::lower_bound(places.begin(), places.end(), x) - places.begin());
    return at == places.size() || (at > 0 && x - places[at - 1] < places[at] - x) ? at - 1 : at;
}

}  // namespace

ComparePlot::ComparePlot(QWidget* parent)
    : CurvePlot(tr("Curves"), tr("The curves of the runs that are compared appear here."), parent),
      labels_(std::make_unique<EndLabels>(plot(), EndLabels::Crowd::Spread)),
      smoothedInData_(new QAction(tr("Smoothed values in data, too"), this))
{
    offerLogScale();
    smoothedInData_->setObjectName(QStringLiteral("smoothedInData"));
    smoothedInData_->setCheckable(true);
    addPlotAction(smoothedInData_);
    connect(&plot(), &QCustomPlot::afterLayout, this, [this] {
        if (!exporting_)
            fillGraphs(4.0);
    });
    ComparePlot::setCurves(nullptr);
}

ComparePlot::~ComparePlot() = default;

void ComparePlot::setCurves(const CurvesPtr& curves, const CurvesPtr& measured)
{
    const bool sameAxes = curves && curves_ && curves->xLabel == curves_->xLabel && curves->yLabel == curves_->yLabel;
    envelopes_.clear();
    curves_ = curves;
    measured_ = measured ? measured : curves;
    if (curves_)
        for (const engine::ComparedCurve& curve : curves_->curves)
            envelopes_.emplace_back(curve);
    if (selected_ >= curveCount())
        selected_ = -1;
    findExtent();
    makeGraphs();
    describe();
    setEmpty(!curves_ || xExtent_.lower > xExtent_.upper);
    if (sameAxes)
        dataChanged();
    else
        resetView();
}

void ComparePlot::findExtent()
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    xExtent_ = yExtent_ = {infinity, -infinity};
    leastPositive_ = 0.0;
    wholeTicks_ = curves_ != nullptr;
    for (std::size_t i = 0; i < envelopes_.size(); ++i) {
        const std::vector<double>& places = curves_->curves[i].x;
        if (places.empty())
            continue;
        const ColumnEnvelope& envelope = envelopes_[i];
        wholeTicks_ = wholeTicks_ && areWhole(places);
        xExtent_ = {std::min(xExtent_.lower, places.front()), std::max(xExtent_.upper, places.back())};
        yExtent_ = {std::min(yExtent_.lower, envelope.bandExtent().lower), std::max(yExtent_.upper, envelope.bandExtent().upper)};
        if (const double least = envelope.leastPositive(); least > 0.0)
            leastPositive_ = leastPositive_ > 0.0 ? std::min(leastPositive_, least) : least;
    }
}

void ComparePlot::makeGraphs()
{
    labels_->setLabels({});
    plot().clearGraphs();
    drawn_.assign(envelopes_.size(), {});
    for (Drawn& drawn : drawn_) {  // bands lie below all lines
        drawn.low = plot().addGraph();
        drawn.high = plot().addGraph();
        drawn.low->setPen(Qt::NoPen);
        drawn.high->setPen(Qt::NoPen);
        drawn.high->setChannelFillGraph(drawn.low);
    }
    for (Drawn& drawn : drawn_)
        drawn.line = plot().addGraph();
    restyle();
}

void ComparePlot::describe()
{
    if (!curves_) {
        setNote({});
        return;
    }
    wholeTicks_ ? useWholeTicks(*plot().xAxis) : useNumberTicks(*plot().xAxis);
    setAxisLabels(QString::fromStdString(curves_->xLabel), QString::fromStdString(curves_->yLabel));
    setNote(curveNote(*curves_));
    smoothedInData_->setEnabled(!curves_->smoothing.empty());
    const QFontMetrics metrics(plotFont());
    QString widest;
    for (const engine::ComparedCurve& curve : curves_->curves) {
        const QString label = metrics.elidedText(QString::fromStdString(curve.label), Qt::ElideRight, widestLabel);
        if (metrics.horizontalAdvance(label) > metrics.horizontalAdvance(widest))
            widest = label;
    }
    setMargins(8, EndLabels::widthFor(EndLabels::Crowd::Spread, widest));
}

void ComparePlot::fillGraphs(double thinFrom)
{
    const int columns = std::max(1, plot().axisRect()->width());
    for (std::size_t i = 0; i < drawn_.size(); ++i) {
        const QVector<ColumnEnvelope::Point> points = envelopes_[i].within(shownX(), columns, thinFrom);
        QVector<QCPGraphData> line, high, low;
        line.reserve(points.size());
        bool band = false;
        for (const auto& point : points) {
            line << QCPGraphData(point.x, point.mean);
            band = band || point.high > point.low;
        }
        if (band)
            for (const auto& point : points) {
                high << QCPGraphData(point.x, point.high);
                low << QCPGraphData(point.x, point.low);
            }
        drawn_[i].line->data()->set(line, true);
        drawn_[i].high->data()->set(high, true);
        drawn_[i].low->data()->set(low, true);
        styleCurve(i);
    }
}

QColor ComparePlot::colourOf(std::size_t set) const
{
    QColor colour = setColor(static_cast<int>(set));
    if (selected_ >= 0 && static_cast<std::size_t>(selected_) != set)
        colour.setAlphaF(0.25F);
    return colour;
}

void ComparePlot::styleCurve(std::size_t set)
{
    const QColor colour = colourOf(set);
    QColor tint = colour;
    tint.setAlphaF(0.16F * colour.alphaF());
    // Of very many points the line is a filled shape, in which dashes would only be noise, and wide pens would be slow.
    const bool dense = drawn_[set].line->dataCount() > 2 * plot().axisRect()->width();
    QPen pen(colour, dense ? 1.0 : 1.8);
    if (!dense && !setDashes(static_cast<int>(set)).isEmpty())
        pen.setDashPattern(setDashes(static_cast<int>(set)));
    drawn_[set].line->setPen(pen);
    const bool many = drawn_[set].line->dataCount() > mostMarks;
    drawn_[set].line->setScatterStyle(many ? QCPScatterStyle(QCPScatterStyle::ssNone) : scatterOf(static_cast<int>(set), colour));
    drawn_[set].high->setBrush(tint);
}

void ComparePlot::setSelectedSet(int set)
{
    selected_ = set < curveCount() ? set : -1;
    restyle();
}

void ComparePlot::setSmoothedInData(bool added) { smoothedInData_->setChecked(added); }

void ComparePlot::clickedAt(double x, double y)
{
    const auto at = nearest(x, y);
    const int set = at && at->pixels <= clickReach ? static_cast<int>(at->set) : -1;
    setSelectedSet(set == selected_ ? -1 : set);
    Q_EMIT picked(selected_);
}

std::optional<ComparePlot::Nearest> ComparePlot::nearest(double x, double y) const
{
    std::optional<Nearest> found;
    for (std::size_t set = 0; set < envelopes_.size(); ++set) {
        const engine::ComparedCurve& curve = curves_->curves[set];
        if (curve.x.empty())
            continue;
        const std::size_t at = nearestPlace(curve.x, x);
        const double pixels = pixelsBetween(x, y, curve.x[at], curve.y[at].mean);
        if (!found || pixels < found->pixels)
            found = Nearest{set, at, pixels};
    }
    return found;
}

std::optional<CurvePlot::CurvePoint> ComparePlot::pointNear(double x, double y) const
{
    const auto at = nearest(x, y);
    if (!at)
        return std::nullopt;
    if (selected_ < 0)
        return CurvePoint{static_cast<int>(at->set), static_cast<int>(at->point)};
    const std::vector<double>& places = curves_->curves[static_cast<std::size_t>(selected_)].x;
    return places.empty() ? std::nullopt : std::optional(CurvePoint{selected_, static_cast<int>(nearestPlace(places, x))});
}

int ComparePlot::readableCurves() const { return curveCount(); }

int ComparePlot::readablePoints(int curve) const
{
    return static_cast<int>(curves_->curves[static_cast<std::size_t>(curve)].x.size());
}

CurvePlot::Reading ComparePlot::readingOf(CurvePoint at) const
{
    const auto set = static_cast<std::size_t>(at.curve), point = static_cast<std::size_t>(at.point);
    const engine::ComparedCurve& curve = curves_->curves[set];
    return Reading{pointText(*curves_, set, point), curve.x[point], curve.y[point].mean, setColor(at.curve)};
}

AxisSpan ComparePlot::wholeX() const
{
    if (xExtent_.lower > xExtent_.upper)
        return {0.0, 1.0};
    if (wholeTicks_)
        return {std::min(1.0, xExtent_.lower) - 0.5, xExtent_.upper + 0.5};
    return {0.0, 1.02 * xExtent_.upper};
}

AxisSpan ComparePlot::wholeY() const
{
    if (yExtent_.lower > yExtent_.upper)
        return {0.0, 1.0};
    if (isLogScale())
        return logSpan(leastPositive_, yExtent_.upper);
    AxisSpan span = fittedSpan(yExtent_.lower, yExtent_.upper);
    if (QString::fromStdString(curves_->yLabel).contains(u'%') && yExtent_.upper >= 0.0)
        span.upper = std::min(span.upper, 100.0);  // no share is greater, whatever its band says
    return span;
}

int ComparePlot::curveCount() const { return static_cast<int>(envelopes_.size()); }

QVector<double> ComparePlot::shownValues(int set) const
{
    QVector<double> values;
    for (const engine::Spread& y : curves_->curves[static_cast<std::size_t>(set)].y)
        values << y.mean;
    return values;
}

int ComparePlot::drawnPoints(int set) const { return drawn_[static_cast<std::size_t>(set)].line->dataCount(); }

DataTable ComparePlot::dataTable() const { return isEmpty() ? DataTable() : curvesTable(measured_, curves_); }

QString ComparePlot::csv() const
{
    return isEmpty() ? QString() : separated(curvesTable(measured_, smoothedInData_->isChecked() ? curves_ : measured_), u',');
}

QString ComparePlot::definition() const
{
    if (!curves_)
        return tr("<p>A measure, or the training loss, of each set of runs.</p>");
    return QStringLiteral("<p><b>%1</b></p><p>%2</p>")
        .arg(QString::fromStdString(curves_->title).toHtmlEscaped(), QString::fromStdString(curves_->definition).toHtmlEscaped());
}

void ComparePlot::drawPicture(QPaintDevice& device, bool vector)
{
    const QScopedValueRollback guard(exporting_, vector);
    if (vector)
        fillGraphs(exportedColumns);
    CurvePlot::drawPicture(device, vector);
}

void ComparePlot::restyle()
{
    CurvePlot::restyle();
    std::vector<EndLabels::Label> labels;
    const QFontMetrics metrics(plotFont());
    for (std::size_t i = 0; i < drawn_.size(); ++i) {
        const QString text = metrics.elidedText(QString::fromStdString(curves_->curves[i].label), Qt::ElideRight, widestLabel);
        labels.push_back({drawn_[i].line, text, colourOf(i), static_cast<int>(i) == selected_});
    }
    if (labels_)
        labels_->setLabels(std::move(labels));
}

}  // namespace isthmus::widgets
