#include "widgets/figures/files/tex_series.h"

#include "widgets/figures/files/tex_words.h"

#include <QStringList>

namespace isthmus::widgets {

namespace {

QString markOf(Marker marker)
{
    switch (marker) {
    case Marker::Disc:
        return QStringLiteral("*");
    case Marker::Square:
        return QStringLiteral("square*");
    case Marker::Triangle:
        return QStringLiteral("triangle*");
    case Marker::Diamond:
        return QStringLiteral("diamond*");
    case Marker::Circle:
        return QStringLiteral("o");
    case Marker::TriangleDown:
        return QStringLiteral("triangle*, every mark/.append style={rotate=180}");
    case Marker::Cross:
        return QStringLiteral("x");
    case Marker::Plus:
        return QStringLiteral("+");
    }
    return {};
}

QString dashOf(const SeriesStyle& look, double lineWidth)
{
    if (look.dashes.isEmpty())
        return QStringLiteral("solid");
    QString pattern;
    for (qsizetype k = 0; k < look.dashes.size(); ++k)
        pattern += QStringLiteral("%1 %2pt ")
                       .arg(k % 2 == 0 ? QStringLiteral("on") : QStringLiteral("off"), texNumber(look.dashes[k] * lineWidth));
    return QStringLiteral("dash pattern={%1}").arg(pattern.trimmed());
}

QString band(const FigureSeries& series, const QString& colour)
{
    QString tex = QStringLiteral("\\addplot[forget plot, draw=none, fill=%1, fill opacity=0.18] coordinates {").arg(colour);
    const std::size_t count = series.x.size();
    for (std::size_t k = 0; k < 2 * count; ++k) {
        const std::size_t at = k < count ? k : 2 * count - 1 - k;
        if (k % 6 == 0)
            tex += QStringLiteral("\n ");
        tex += QStringLiteral(" (%1,%2)")
                   .arg(texNumber(series.x[at]), texNumber(series.y[at] + (k < count ? 1.0 : -1.0) * series.half[at]));
    }
    return tex + QStringLiteral("\n} -- cycle;\n");
}

QString points(const PanelData& data, const FigureSeries& series, const SeriesStyle& look, const FigureStyle& style)
{
    const std::size_t count = series.x.size();
    QString settings = texSeriesStyle(look, data.lines, style.markers || !data.lines, std::max<std::size_t>(1, count / 8), style);
    const bool bars = !data.lines && !series.half.empty();
    if (bars)
        settings += QStringLiteral(", error bars/.cd, x dir=both, x explicit, y dir=both, y explicit");
    QString tex = QStringLiteral("\\addplot[forget plot, %1] coordinates {").arg(settings);
    for (std::size_t k = 0; k < count; ++k) {
        if (k % 6 == 0)
            tex += QStringLiteral("\n ");
        tex += QStringLiteral(" (%1,%2)").arg(texNumber(series.x[k]), texNumber(series.y[k]));
        if (bars)
            tex += QStringLiteral(" +- (%1,%2)").arg(texNumber(series.halfAcross[k]), texNumber(series.half[k]));
    }
    return tex + QStringLiteral("\n};\n");
}

}  // namespace

QString texSeriesStyle(const SeriesStyle& look, bool line, bool marker, std::size_t markEvery, const FigureStyle& style)
{
    const double width = style.lineWidth / unitsPerPoint;
    QStringList settings{QStringLiteral("color=%1").arg(texColour(look.colour)), QStringLiteral("line width=%1pt").arg(width),
                         line ? dashOf(look, width) : QStringLiteral("only marks")};
    settings << (marker ? QStringLiteral("mark=%1, mark size=%2pt, mark options={solid}, mark repeat=%3")
                              .arg(markOf(look.marker))
                              .arg(0.5 * style.markerSize / unitsPerPoint)
                              .arg(markEvery)
                        : QStringLiteral("no marks"));
    return settings.join(QStringLiteral(", "));
}

QString texSeries(const PanelData& data, const QList<SeriesStyle>& styles, const FigureStyle& style)
{
    QString tex;
    for (std::size_t k = 0; k < data.series.size(); ++k) {
        const FigureSeries& series = data.series[k];
        const SeriesStyle& look = styles[static_cast<qsizetype>(k)];
        if (data.lines && !series.half.empty())
            tex += band(series, texColour(look.colour));
        tex += points(data, series, look, style);
    }
    return tex;
}

}  // namespace isthmus::widgets
