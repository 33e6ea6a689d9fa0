#include "widgets/figures/drawing/figure_legend.h"

namespace isthmus::widgets {

namespace {

constexpr double sampleLength = 18.0 * unitsPerPoint;  // room for a whole period of the longest dashes
constexpr double sampleGap = 3.0 * unitsPerPoint;
constexpr double entryGap = 9.0 * unitsPerPoint;
constexpr double padding = 2.0 * unitsPerPoint;

QCPScatterStyle::ScatterShape shapeOf(Marker marker)
{
    switch (marker) {
    case Marker::Disc:
        return QCPScatterStyle::ssDisc;
    case Marker::Square:
        return QCPScatterStyle::ssSquare;
    case Marker::Triangle:
        return QCPScatterStyle::ssTriangle;
    case Marker::Diamond:
        return QCPScatterStyle::ssDiamond;
    case Marker::Circle:
        return QCPScatterStyle::ssCircle;
    case Marker::TriangleDown:
        return QCPScatterStyle::ssTriangleInverted;
    case Marker::Cross:
        return QCPScatterStyle::ssCross;
    case Marker::Plus:
        return QCPScatterStyle::ssPlus;
    }
    return QCPScatterStyle::ssDisc;
}

bool filled(Marker marker) { return marker != Marker::Circle && marker != Marker::Cross && marker != Marker::Plus; }

}  // namespace

QCPScatterStyle scatterOf(const SeriesStyle& series, const FigureStyle& style)
{
    const QPen outline(series.colour, 0.8 * style.lineWidth, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    const QBrush inside = filled(series.marker)             ? QBrush(series.colour)
                          : series.marker == Marker::Circle ? QBrush(Qt::white)
                                                            : QBrush(Qt::NoBrush);
    return {shapeOf(series.marker), outline, inside, style.markerSize};
}

FigureLegend::FigureLegend(QCustomPlot& plot, const FigureStyle& style, QList<LegendEntry> entries, double widest)
    : QCPLayoutElement(&plot), style_(style), centred_(widest > 0.0)
{
    setLayer(QStringLiteral("legend"));
    setMargins({});
    setAutoMargins(QCP::msNone);
    double rowWidth = 0.0, widestRow = 0.0;
    for (LegendEntry& entry : entries) {
        if (const double room = widest - 2.0 * padding - widthOf({.label = {}, .style = {}}); centred_)
            entry.label = QFontMetricsF(style.smallFont).elidedText(entry.label, Qt::ElideRight, room);
        const double width = widthOf(entry);
        if (rows_.isEmpty() || rowWidth + entryGap + width > widest) {
            rows_.append(QList<LegendEntry>());
            rowWidth = width;
        } else {
            rowWidth += entryGap + width;
        }
        rows_.last().append(entry);
        widestRow = qMax(widestRow, rowWidth);
    }
    const double height = 1.15 * QFontMetricsF(style.smallFont).height() * static_cast<double>(rows_.size());
    size_ = QSize(qCeil(widestRow + 2.0 * padding), qCeil(height + padding));
}

// Along the figure's edge it takes what there is, so that it does not narrow the panels.
QSize FigureLegend::maximumOuterSizeHint() const
{
    return centred_ ? QSize(QWIDGETSIZE_MAX, size_.height()) : QSize(size_.width(), QWIDGETSIZE_MAX);
}

QRectF FigureLegend::place() const { return {QPointF(rect().topLeft()), centred_ ? QSizeF(rect().size()) : QSizeF(size_)}; }

int FigureLegend::columns() const
{
    qsizetype most = 1;
    for (const QList<LegendEntry>& row : rows_)
        most = std::max(most, row.size());
    return static_cast<int>(most);
}

double FigureLegend::widthOf(const LegendEntry& entry) const
{
    const double sample = entry.line ? sampleLength : style_.markerSize;
    return sample + sampleGap + QFontMetricsF(style_.smallFont).horizontalAdvance(entry.label);
}

void FigureLegend::draw(QCPPainter* painter)
{
    const QRectF place = this->place();
    const double rowHeight = 1.15 * QFontMetricsF(style_.smallFont).height();
    if (backdrop_)
        painter->fillRect(place, QColor(255, 255, 255, 215));
    painter->setFont(style_.smallFont);
    double y = place.top() + 0.5 * padding + 0.5 * rowHeight;
    for (const QList<LegendEntry>& row : rows_) {
        double width = -entryGap;
        for (const LegendEntry& entry : row)
            width += widthOf(entry) + entryGap;
        double x = centred_ ? place.center().x() - 0.5 * width : place.left() + padding;
        for (const LegendEntry& entry : row) {
            drawEntry(*painter, entry, {x, y});
            x += widthOf(entry) + entryGap;
        }
        y += rowHeight;
    }
}

void FigureLegend::drawEntry(QCPPainter& painter, const LegendEntry& entry, QPointF leftMiddle) const
{
    const double sample = entry.line ? sampleLength : style_.markerSize;
    if (entry.line) {
        painter.setPen(style_.linePen(entry.style));
        painter.drawLine(QLineF(leftMiddle, leftMiddle + QPointF(sample, 0.0)));
    }
    if (entry.marker) {
        const QCPScatterStyle scatter = scatterOf(entry.style, style_);
        scatter.applyTo(&painter, QPen(entry.style.colour));
        scatter.drawShape(&painter, leftMiddle + QPointF(0.5 * sample, 0.0));
    }
    painter.setPen(style_.ink);
    const QFontMetricsF metrics(style_.smallFont);
    painter.drawText(leftMiddle + QPointF(sample + sampleGap, 0.5 * metrics.capHeight()), entry.label);
}

}  // namespace isthmus::widgets
