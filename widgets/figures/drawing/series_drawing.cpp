#include "widgets/figures/drawing/series_drawing.h"

#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr qsizetype markersPerCurve = 8;
constexpr int bandAlpha = 46;

void include(std::optional<QCPRange>& range, double value, bool logarithmic)
{
    if (!std::isfinite(value) || (logarithmic && value <= 0.0))
        return;
    if (!range)
        range = QCPRange(value, value);
    range->expand(value);
}

using Values = std::vector<double> FigureSeries::*;

std::optional<QCPRange> valuesOf(const PanelData& data, Values values, Values halves, bool logarithmic)
{
    std::optional<QCPRange> range;
    for (const FigureSeries& series : data.series) {
        for (std::size_t k = 0; k < (series.*values).size(); ++k) {
            const double half = (series.*halves).empty() ? 0.0 : (series.*halves)[k];
            include(range, (series.*values)[k] - half, logarithmic);
            include(range, (series.*values)[k] + half, logarithmic);
        }
    }
    return range;
}

QVector<double> list(const std::vector<double>& values) { return {values.begin(), values.end()}; }

QCPGraph* graphOf(QCPAxisRect& rect, const std::vector<double>& x, const QVector<double>& y)
{
    auto* graph = new QCPGraph(rect.axis(QCPAxis::atBottom), rect.axis(QCPAxis::atLeft));
    graph->setAdaptiveSampling(false);  // every point is in the file
    graph->setData(list(x), y, true);
    graph->setPen(Qt::NoPen);
    graph->setAntialiased(true);
    return graph;
}

void drawBand(QCPAxisRect& rect, const FigureSeries& series, const SeriesStyle& look)
{
    QVector<double> low, high;
    for (std::size_t k = 0; k < series.y.size(); ++k) {
        low << series.y[k] - series.half[k];
        high << series.y[k] + series.half[k];
    }
    QCPGraph* lower = graphOf(rect, series.x, low);
    QCPGraph* upper = graphOf(rect, series.x, high);
    QColor fill = look.colour;
    fill.setAlpha(bandAlpha);
    upper->setBrush(fill);
    upper->setChannelFillGraph(lower);
}

void drawBars(QCPAxisRect& rect, QCPGraph* points, const std::vector<double>& half, QCPErrorBars::ErrorType type, const QPen& pen)
{
    if (half.empty())
        return;
    auto* bars = new QCPErrorBars(rect.axis(QCPAxis::atBottom), rect.axis(QCPAxis::atLeft));
    bars->setErrorType(type);
    bars->setDataPlottable(points);
    bars->setData(list(half));
    bars->setPen(pen);
    bars->setWhiskerWidth(3.0 * unitsPerPoint);
    bars->setSymbolGap(0.0);
}

void drawLine(QCPAxisRect& rect, const PanelData& data, const FigureSeries& series, const SeriesStyle& look,
              const FigureStyle& style, qsizetype index)
{
    QCPGraph* graph = graphOf(rect, series.x, list(series.y));
    const QPen solid(look.colour, style.lineWidth * 0.8, Qt::SolidLine, Qt::FlatCap);
    if (data.lines) {
        graph->setPen(style.linePen(look));
    } else {
        graph->setLineStyle(QCPGraph::lsNone);
        drawBars(rect, graph, series.half, QCPErrorBars::etValueError, solid);
        drawBars(rect, graph, series.halfAcross, QCPErrorBars::etKeyError, solid);
    }
    if (!style.markers && data.lines)
        return;
    const auto count = static_cast<qsizetype>(series.x.size());
    if (!data.lines || count <= 2 * markersPerCurve) {
        graph->setScatterStyle(scatterOf(look, style));
        return;
    }
    // Markers of their own on some points, not on the same ones in every curve.
    std::vector<double> x;
    QVector<double> y;
    const double step = static_cast<double>(count) / markersPerCurve;
    for (double k = step * (0.25 + 0.5 * std::fmod(0.38 * static_cast<double>(index), 1.0)); k < static_cast<double>(count);
         k += step) {
        x.push_back(series.x[static_cast<std::size_t>(k)]);
        y << series.y[static_cast<std::size_t>(k)];
    }
    QCPGraph* marks = graphOf(rect, x, y);
    marks->setLineStyle(QCPGraph::lsNone);
    marks->setScatterStyle(scatterOf(look, style));
}

}  // namespace

std::optional<QCPRange> valuesAcross(const PanelData& data, bool logarithmic)
{
    return valuesOf(data, &FigureSeries::x, &FigureSeries::halfAcross, logarithmic);
}

std::optional<QCPRange> valuesUp(const PanelData& data, bool logarithmic)
{
    return valuesOf(data, &FigureSeries::y, &FigureSeries::half, logarithmic);
}

void drawSeries(QCPAxisRect& rect, const PanelData& data, const QList<SeriesStyle>& styles, const FigureStyle& style)
{
    if (data.lines)
        for (std::size_t k = 0; k < data.series.size(); ++k)
            if (!data.series[k].half.empty())
                drawBand(rect, data.series[k], styles[static_cast<qsizetype>(k)]);
    for (std::size_t k = 0; k < data.series.size(); ++k)
        drawLine(rect, data, data.series[k], styles[static_cast<qsizetype>(k)], style, static_cast<qsizetype>(k));
}

std::array<int, 4> pointsInCorners(const QCPAxisRect& rect, const PanelData& data, QSizeF share)
{
    std::array<int, 4> counts{};
    const QRectF place = rect.rect();
    for (const FigureSeries& series : data.series) {
        for (std::size_t k = 0; k < series.x.size(); ++k) {
            const double x = (rect.axis(QCPAxis::atBottom)->coordToPixel(series.x[k]) - place.left()) / place.width();
            const double y = (rect.axis(QCPAxis::atLeft)->coordToPixel(series.y[k]) - place.top()) / place.height();
            for (std::size_t corner = 0; corner < 4; ++corner) {
                const bool across = corner % 2 == 0 ? x < share.width() : x > 1.0 - share.width();
                const bool up = corner < 2 ? y < share.height() : y > 1.0 - share.height();
                counts[corner] += across && up ? 1 : 0;
            }
        }
    }
    return counts;
}

}  // namespace isthmus::widgets
