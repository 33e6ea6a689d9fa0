// LaTeX: curves, points, maps and surfaces as pgfplots, tables and matrices as tabular, the record as a comment.
#include "widgets/figures/drawing/figure_panels.h"
#include "widgets/figures/files/formats.h"
#include "widgets/figures/files/tex_field.h"
#include "widgets/figures/files/tex_series.h"
#include "widgets/figures/files/tex_table.h"
#include "widgets/figures/files/tex_words.h"

#include <QCryptographicHash>

namespace isthmus::widgets {

namespace {

const QByteArray commentMark("%isthmus% ");
constexpr qsizetype commentWidth = 110;  // TeX refuses very long lines, even comments
constexpr double goldenRatio = 0.618;
constexpr double panelGap = 48.0;  // points, for the ticks and the label of the next panel
constexpr double barRoom = 42.0;   // points, for a colour bar with its words

bool isPlotted(const PanelData& data) { return !data.table && !data.cells; }

class Writer {
public:
    Writer(const FigureSpec& figure, const FigureRecord& record, QString name, QList<BesideFile>& beside)
        : figure_(figure),
          record_(record),
          page_(figure.page),
          style_(page_),
          all_(figurePanels(figure, record.panels, style_, isPlotted)),
          name_(std::move(name)),
          beside_(beside)
    {
    }

    QString text()
    {
        QString tex = all_.panels.isEmpty() ? QString() : plots();
        for (std::size_t k = 0; k < record_.panels.size(); ++k) {
            const PanelData& data = record_.panels[k];
            if (data.table)
                tex += texTable(*data.table, page_);
            else if (data.cells)
                tex += texMatrix(data, figure_.panels[k].options);
        }
        return tex;
    }

private:
    QString plots()
    {
        const double across = figureWidth(page_) / all_.columns - panelGap;
        const double askedHeight = page_.at("height").get<double>() * 72.0;
        const double high = askedHeight > 0.0 ? askedHeight / all_.rows - panelGap : goldenRatio * across;
        QString tex = QStringLiteral("\\begin{tikzpicture}\n\\begin{groupplot}[\n"
                                     "  group style={group size=%1 by %2, horizontal sep=%3bp, vertical sep=%3bp},\n"
                                     "  scale only axis, width=%4bp, height=%5bp, axis lines*=left, tick align=outside,\n"
                                     "  label style={font=%6}, tick label style={font=%7},\n")
                          .arg(all_.columns)
                          .arg(all_.rows)
                          .arg(panelGap)
                          .arg(texNumber(across), texNumber(high), texFont(fontSize(page_)), texFont(fontSize(page_) - 1.0));
        if (page_.at("grid").get<bool>())
            tex += QStringLiteral("  grid=major, major grid style={draw=black!10},\n");
        tex += QStringLiteral("]\n");
        for (const FigurePanel& panel : all_.panels)
            tex += panel.data->field ? field(panel, across) : curves(panel);
        tex += QStringLiteral("\\end{groupplot}\n\\end{tikzpicture}\n");
        if (hasLegend())
            tex += QStringLiteral("\\par\\medskip\\noindent\\makebox[%1bp]{\\pgfplotslegendfromname{%2}}\n")
                       .arg(texNumber(figureWidth(page_)), legendName());
        return tex;
    }

    bool hasLegend() const { return all_.entries.size() > 1 && page_.at("legend").get<std::string>() != "none"; }

    /// Of its own for each figure of a paper.
    QString legendName() const
    {
        const QByteArray hash = QCryptographicHash::hash(record_.text(), QCryptographicHash::Sha256);
        return QStringLiteral("isthmus-") + QString::fromLatin1(hash.left(6).toHex());
    }

    /// "title={…}, " with the letter of the panel, or nothing.
    QString heading(const FigurePanel& panel) const
    {
        const QString letter = all_.letter(panel, page_);
        const QString title = texText(QString::fromStdString(panel.spec->options.at("title").get<std::string>()));
        if (letter.isEmpty() && title.isEmpty())
            return {};
        return QStringLiteral("title={\\textbf{%1} %2}, title style={at={(0,1)}, anchor=south west, font=%3}, ")
            .arg(letter, title, texFont(fontSize(page_)));
    }

    QString field(const FigurePanel& panel, double across)
    {
        const double width = across - barRoom;
        const QSizeF room(width, texFieldHeight(panel, width));
        const QString picture = QStringLiteral("%1-%2.png").arg(name_).arg(beside_.size() + 1);
        beside_.append({picture, texFieldPicture(panel, style_, room)});
        return QStringLiteral("\\nextgroupplot[%1%2]\n").arg(heading(panel), texFieldSettings(panel, style_, room))
               + texFieldPlots(panel, style_, room, picture);
    }

    QString curves(const FigurePanel& panel)
    {
        const engine::Json& options = panel.spec->options;
        const auto label = [&](const char* key, const std::string& own) {
            const std::string given = options.at(key).get<std::string>();
            return texText(QString::fromStdString(given.empty() ? own : given));
        };
        QStringList settings{QStringLiteral("xlabel={%1}").arg(label("x_label", panel.data->xLabel)),
                             QStringLiteral("ylabel={%1}").arg(label("y_label", panel.data->yLabel))};
        for (const char* axis : {"x", "y"}) {
            if (panel.logarithmic(axis))
                settings << QStringLiteral("%1mode=log").arg(QLatin1String(axis));
            if (const auto range = axisRange(options.at(std::string(axis) + "_range").get<std::string>()))
                settings << QStringLiteral("%1min=%2, %1max=%3")
                                .arg(QLatin1String(axis), texNumber(range->first), texNumber(range->second));
        }
        QString legend;
        if (hasLegend() && !legendIsKept_) {  // the first panel keeps it for the place below
            legendIsKept_ = true;
            settings << QStringLiteral("legend to name=%1, legend columns=4, legend style={draw=none, font=%2, "
                                       "/tikz/every even column/.append style={column sep=6pt}}")
                            .arg(legendName(), texFont(fontSize(page_) - 1.0));
            for (const LegendEntry& entry : all_.entries)
                legend += QStringLiteral("\\addlegendimage{%1}\n\\addlegendentry{%2}\n")
                              .arg(texSeriesStyle(entry.style, entry.line, entry.marker, 1, style_), texText(entry.label));
        }
        return QStringLiteral("\\nextgroupplot[%1%2]\n").arg(heading(panel), settings.join(QStringLiteral(", "))) + legend
               + texSeries(*panel.data, panel.styles, style_);
    }

    const FigureSpec& figure_;
    const FigureRecord& record_;
    const engine::Json& page_;
    FigureStyle style_;
    FigurePanels all_;
    QString name_;
    QList<BesideFile>& beside_;
    bool legendIsKept_ = false;
};

/// The packages that the text asks for, as a line of the paper's preamble.
QByteArray preamble(const QString& tex)
{
    QStringList needed;
    if (tex.contains(QLatin1String("\\cellcolor")))
        needed << QStringLiteral("\\usepackage[table]{xcolor}");  // before pgfplots, which takes it without the option
    if (tex.contains(QLatin1String("\\begin{tikzpicture}")))
        needed << QStringLiteral("\\usepackage{pgfplots}, \\pgfplotsset{compat=1.17}, \\usepgfplotslibrary{groupplots}");
    if (tex.contains(QLatin1String("\\toprule")))
        needed << QStringLiteral("\\usepackage{booktabs}");
    return "% LaTeX twice, with " + needed.join(QStringLiteral(", ")).toLatin1() + ".\n";
}

QByteArray write(const FigureSpec& figure, const FigureRecord& record, const QString& name, QList<BesideFile>& beside)
{
    const QString body = Writer(figure, record, name, beside).text();
    QByteArray tex = preamble(body) + body.toUtf8();
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
