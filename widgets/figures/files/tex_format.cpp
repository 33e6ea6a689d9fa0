// LaTeX: curves and points as pgfplots, tables as tabular, the record as a comment.
#include "engine/error.h"
#include "widgets/figures/figure_style.h"
#include "widgets/figures/files/formats.h"
#include "widgets/figures/files/tex_text.h"

#include <QCryptographicHash>

#include <cmath>

namespace isthmus::widgets {

namespace {

const QByteArray commentMark("%isthmus% ");
constexpr qsizetype commentWidth = 110;  // TeX refuses very long lines, even comments
constexpr double goldenRatio = 0.618;
constexpr double panelGap = 48.0;  // points, for the ticks and the label of the next panel

QString number(double value) { return std::isfinite(value) ? QString::number(value, 'g', 10) : QStringLiteral("nan"); }

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
                       .arg(k % 2 == 0 ? QStringLiteral("on") : QStringLiteral("off"), number(look.dashes[k] * lineWidth));
    return QStringLiteral("dash pattern={%1}").arg(pattern.trimmed());
}

/// The figure's curves in the order of their labels, so that a set looks the same in every panel.
class Writer {
public:
    Writer(const FigureSpec& figure, const FigureRecord& record) : figure_(figure), record_(record), page_(figure.page) {}

    QString text()
    {
        QString tex;
        std::size_t pictures = 0;
        for (const PanelData& data : record_.panels)
            pictures += data.table ? 0 : 1;
        for (std::size_t k = 0; k < record_.panels.size(); ++k) {
            if (record_.panels[k].field)
                throw engine::badInput("panels[" + std::to_string(k)
                                       + "]: a matrix or a map cannot be written as LaTeX; write the figure as .pdf");
            if (record_.panels[k].table)
                tex += table(*record_.panels[k].table);
        }
        return pictures > 0 ? plots(pictures) + tex : tex;
    }

private:
    QString table(engine::TextTable table) const
    {
        for (std::vector<std::string>& row : table.rows)
            row.front() = shownName(page_, row.front());
        return QString::fromStdString(engine::latex(table)) + u'\n';
    }

    QString plots(std::size_t count)
    {
        const int asked = page_.at("panels_per_row").get<int>();
        const auto columns = asked == 0 ? count : std::min<std::size_t>(count, static_cast<std::size_t>(asked));
        const std::size_t rows = (count + columns - 1) / columns;
        const double across = figureWidth(page_) / static_cast<double>(columns) - panelGap;
        const double askedHeight = page_.at("height").get<double>() * 72.0;
        const double high = askedHeight > 0.0 ? askedHeight / static_cast<double>(rows) - panelGap : goldenRatio * across;
        QString tex =
            QStringLiteral(
                "\\begin{tikzpicture}\n\\begin{groupplot}[\n"
                "  group style={group size=%1 by %2, horizontal sep=%3bp, vertical sep=%3bp},\n"
                "  scale only axis, width=%4bp, height=%5bp, axis lines*=left, tick align=outside,\n"
                "  label style={font=\\fontsize{%6}{%7}\\selectfont}, tick label style={font=\\fontsize{%8}{%9}\\selectfont},\n")
                .arg(columns)
                .arg(rows)
                .arg(panelGap)
                .arg(number(across), number(high))
                .arg(fontSize(page_))
                .arg(1.2 * fontSize(page_))
                .arg(fontSize(page_) - 1.0)
                .arg(1.2 * (fontSize(page_) - 1.0));
        if (page_.at("grid").get<bool>())
            tex += QStringLiteral("  grid=major, major grid style={draw=black!10},\n");
        tex += QStringLiteral("]\n");
        char16_t letter = u'a';
        QString panels;
        for (std::size_t k = 0; k < record_.panels.size(); ++k)
            if (!record_.panels[k].table)
                panels += panel(record_.panels[k], figure_.panels[k].options, count > 1 ? QString(QChar(letter++)) : QString());
        const bool legend = labels_.size() > 1 && page_.at("legend").get<std::string>() != "none";
        if (legend)  // the first panel keeps it for the place below
            panels.insert(panels.indexOf(u'\n') + 1, legend_);
        tex += panels + QStringLiteral("\\end{groupplot}\n\\end{tikzpicture}\n");
        if (legend)
            tex += QStringLiteral("\\par\\medskip\\noindent\\makebox[%1bp]{\\pgfplotslegendfromname{%2}}\n")
                       .arg(number(figureWidth(page_)), legendName());
        return tex;
    }

    /// Of its own for each figure of a paper.
    QString legendName() const
    {
        const QByteArray hash = QCryptographicHash::hash(record_.text(), QCryptographicHash::Sha256);
        return QStringLiteral("isthmus-") + QString::fromLatin1(hash.left(6).toHex());
    }

    QString panel(const PanelData& data, const engine::Json& options, const QString& letter)
    {
        const auto label = [&](const char* key, const std::string& own) {
            const std::string given = options.at(key).get<std::string>();
            return texText(QString::fromStdString(given.empty() ? own : given));
        };
        QStringList settings{QStringLiteral("xlabel={%1}").arg(label("x_label", data.xLabel)),
                             QStringLiteral("ylabel={%1}").arg(label("y_label", data.yLabel))};
        for (const char* axis : {"x", "y"}) {
            if (options.at(std::string(axis) + "_scale").get<std::string>() == "logarithmic")
                settings << QStringLiteral("%1mode=log").arg(QLatin1String(axis));
            if (const auto range = axisRange(options.at(std::string(axis) + "_range").get<std::string>()))
                settings
                    << QStringLiteral("%1min=%2, %1max=%3").arg(QLatin1String(axis), number(range->first), number(range->second));
        }
        if (!letter.isEmpty() && page_.at("letters").get<std::string>() != "none")
            settings << QStringLiteral("title={\\textbf{(%1)}}, title style={at={(0,1)}, anchor=south west}").arg(letter);
        if (labels_.isEmpty())
            settings << QStringLiteral(
                            "legend to name=%1, legend columns=4, legend style={draw=none, font=\\fontsize{%2}{%3}\\selectfont, "
                            "/tikz/every even column/.append style={column sep=6pt}}")
                            .arg(legendName())
                            .arg(fontSize(page_) - 1.0)
                            .arg(1.2 * (fontSize(page_) - 1.0));
        QString tex = QStringLiteral("\\nextgroupplot[%1]\n").arg(settings.join(QStringLiteral(", ")));
        const FigureStyle style(page_);
        const auto count = static_cast<int>(data.series.size());
        for (int k = 0; k < count; ++k)
            tex += series(data, data.series[static_cast<std::size_t>(k)], k, count, style);
        return tex;
    }

    QString series(const PanelData& data, const FigureSeries& series, int index, int count, const FigureStyle& style)
    {
        const QString label = QString::fromStdString(series.label);
        const bool known = labels_.contains(label);
        if (!known)
            labels_ << label;
        const SeriesStyle look = data.ordered ? orderedStyle(index, count, style.palette)
                                              : seriesStyle(static_cast<int>(labels_.indexOf(label)), style.palette);
        const double width = style.lineWidth / unitsPerPoint;
        const QString colour = QStringLiteral("{rgb,255:red,%1;green,%2;blue,%3}")
                                   .arg(look.colour.red())
                                   .arg(look.colour.green())
                                   .arg(look.colour.blue());
        QString tex;
        if (data.lines && !series.half.empty())
            tex += band(series, colour);
        QStringList settings{QStringLiteral("color=%1").arg(colour), QStringLiteral("line width=%1pt").arg(width),
                             data.lines ? dashOf(look, width) : QStringLiteral("only marks")};
        if (style.markers || !data.lines)
            settings << QStringLiteral("mark=%1, mark size=%2pt, mark options={solid}, mark repeat=%3")
                            .arg(markOf(look.marker))
                            .arg(0.5 * style.markerSize / unitsPerPoint)
                            .arg(std::max<std::size_t>(1, series.x.size() / 8));
        else
            settings << QStringLiteral("no marks");
        const bool bars = !data.lines && !series.half.empty();
        if (!known)
            legend_ +=
                QStringLiteral("\\addlegendimage{%1}\n\\addlegendentry{%2}\n")
                    .arg(settings.join(QStringLiteral(", ")), texText(QString::fromStdString(shownName(page_, series.label))));
        if (bars)
            settings << QStringLiteral("error bars/.cd, x dir=both, x explicit, y dir=both, y explicit");
        tex += QStringLiteral("\\addplot[forget plot, %1] coordinates {").arg(settings.join(QStringLiteral(", ")));
        for (std::size_t k = 0; k < series.x.size(); ++k) {
            if (k % 6 == 0)
                tex += QStringLiteral("\n ");
            tex += QStringLiteral(" (%1,%2)").arg(number(series.x[k]), number(series.y[k]));
            if (bars)
                tex += QStringLiteral(" +- (%1,%2)").arg(number(series.halfAcross[k]), number(series.half[k]));
        }
        return tex + QStringLiteral("\n};\n");
    }

    static QString band(const FigureSeries& series, const QString& colour)
    {
        QString tex = QStringLiteral("\\addplot[forget plot, draw=none, fill=%1, fill opacity=0.18] coordinates {").arg(colour);
        const std::size_t count = series.x.size();
        for (std::size_t k = 0; k < 2 * count; ++k) {
            const std::size_t at = k < count ? k : 2 * count - 1 - k;
            if (k % 6 == 0)
                tex += QStringLiteral("\n ");
            tex += QStringLiteral(" (%1,%2)")
                       .arg(number(series.x[at]), number(series.y[at] + (k < count ? 1.0 : -1.0) * series.half[at]));
        }
        return tex + QStringLiteral("\n} -- cycle;\n");
    }

    const FigureSpec& figure_;
    const FigureRecord& record_;
    const engine::Json& page_;
    QStringList labels_;  ///< met so far
    QString legend_;      ///< their samples
};

QByteArray write(const FigureSpec& figure, const FigureRecord& record)
{
    Writer writer(figure, record);
    QByteArray tex =
        "% LaTeX twice, with \\usepackage{pgfplots}, \\pgfplotsset{compat=1.17}, \\usepgfplotslibrary{groupplots}.\n";
    tex += writer.text().toUtf8();
    const QString caption = captionOf(figure, record.panels);
    tex += "% " + texText(caption).toUtf8() + '\n';
    const QByteArray text = record.text();
    for (qsizetype at = 0; at < text.size(); at += commentWidth)
        tex += commentMark + text.mid(at, commentWidth) + '\n';
    return tex;
}

QByteArray read(const QByteArray& tex)
{
    QByteArray text;
    for (QByteArray line : tex.split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.startsWith(commentMark))
            text += line.mid(commentMark.size());
    }
    return text;
}

}  // namespace

const FigureFormat texFormat{".tex", write, read};

}  // namespace isthmus::widgets
