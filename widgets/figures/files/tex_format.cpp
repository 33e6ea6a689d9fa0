// LaTeX: panels as pgfplots in the places of the other formats, tables and lone matrices as tabular, the record as a comment.
#include "widgets/figures/drawing/figure_panels.h"
#include "widgets/figures/figure_drawing.h"
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

/// Stands in axes; what does not is a table of the text.
bool isPlotted(const PanelData& data) { return !data.table && !data.cells; }
bool isDrawn(const PanelData& data) { return !data.table; }

class Writer {
public:
    Writer(const FigureSpec& figure, const FigureRecord& record, QString name, QList<BesideFile>& beside)
        : figure_(figure),
          record_(record),
          page_(figure.page),
          style_(page_),
          drawn_(std::any_of(record.panels.begin(), record.panels.end(), isPlotted)),
          all_(figurePanels(figure, record.panels, style_, isDrawn)),
          name_(std::move(name)),
          beside_(beside)
    {
    }

    QString text()
    {
        QString tex = drawn_ ? plots() : QString();
        for (std::size_t k = 0; k < record_.panels.size(); ++k) {
            const PanelData& data = record_.panels[k];
            if (data.table)
                tex += texTable(*data.table, page_);
            else if (!drawn_)  // matrices alone
                tex += texMatrix(data, figure_.panels[k].options);
        }
        return tex;
    }

private:
    /// Everything in the place that it has in the other formats.
    QString plots()
    {
        const FigureDrawing drawing(figure_, record_.panels);
        const std::vector<PanelPlace> places = drawing.layout();
        legend_ = drawing.legend();
        height_ = drawing.size().height();
        QString tex =
            QStringLiteral("\\begin{tikzpicture}\n"
                           "\\path[use as bounding box] (0bp,0bp) rectangle (%1bp,%2bp);\n"
                           "\\pgfplotsset{every axis/.append style={scale only axis, anchor=south west, "
                           "axis lines*=left, tick align=outside, major tick length=2.5bp, minor tick length=1.5bp, "
                           "label style={font=%3, inner sep=0.5bp}, tick label style={font=%4, inner sep=1.5bp}%5}}\n")
                .arg(texNumber(drawing.size().width()), texNumber(height_), texFont(fontSize(page_)),
                     texFont(fontSize(page_) - 1.0),
                     page_.at("grid").get<bool>() ? QStringLiteral(", grid=major, major grid style={draw=black!10}") : QString());
        for (qsizetype k = 0; k < all_.panels.size(); ++k) {
            const FigurePanel& panel = all_.panels[k];
            const PanelPlace& place = places[static_cast<std::size_t>(k)];
            tex += panel.data->field ? field(panel, place) : curves(panel, place);
            tex += QStringLiteral("\\end{axis}\n") + heading(panel, place);
        }
        if (legend_)
            tex += QStringLiteral("\\node[inner sep=0pt] at %1 {\\pgfplotslegendfromname{%2}};\n")
                       .arg(at(legend_->rect.center()), legendName());
        return tex + QStringLiteral("\\end{tikzpicture}\n");
    }

    /// A point of the figure, whose y goes downwards.
    QString at(QPointF point) const
    {
        return QStringLiteral("(%1bp,%2bp)").arg(texNumber(point.x()), texNumber(height_ - point.y()));
    }

    /// Of its own for each figure of a paper.
    QString legendName() const
    {
        const QByteArray hash = QCryptographicHash::hash(record_.text(), QCryptographicHash::Sha256);
        return QStringLiteral("isthmus-") + QString::fromLatin1(hash.left(6).toHex());
    }

    /// The letter of the panel and its title.
    QString heading(const FigurePanel& panel, const PanelPlace& place) const
    {
        const QString title = texText(QString::fromStdString(panel.spec->options.at("title").get<std::string>()));
        const double baseline = place.axes.top() - 4.0;
        const auto words = [&](double x, const QString& text) {
            return QStringLiteral("\\node[anchor=base west, inner sep=0pt, font=%1] at %2 {%3};\n")
                .arg(texFont(fontSize(page_)), at({x, baseline}), text);
        };
        QString tex;
        if (!place.letter.isEmpty())
            tex += words(place.whole.left(), QStringLiteral("\\textbf{%1}").arg(place.letter));
        if (!title.isEmpty())
            tex += words(std::max(place.axes.left(), place.whole.left() + (place.letter.isEmpty() ? 0.0 : 2.0 * fontSize(page_))),
                         title);
        return tex;
    }

    QString begin(const PanelPlace& place, const QString& settings) const
    {
        return QStringLiteral("\\begin{axis}[at={%1}, %2]\n").arg(at(place.axes.bottomLeft()), settings);
    }

    QString field(const FigurePanel& panel, const PanelPlace& place)
    {
        QString picture;
        if (!panel.data->cells) {
            picture = QStringLiteral("%1-%2.png").arg(name_).arg(beside_.size() + 1);
            beside_.append({picture, texFieldPicture(panel, style_, place.axes.size())});
        }
        QStringList settings{texFieldSettings(panel, style_, place.axes.size())};
        if (!panel.data->surface)
            settings << ticks("x", place.x) << ticks("y", place.y);
        return begin(place, settings.join(QStringLiteral(", "))) + texFieldPlots(panel, style_, place.axes.size(), picture);
    }

    static QString ticks(const char* axis, const AxisPlace& place)
    {
        QStringList at;
        for (const double tick : place.ticks)
            at << texNumber(tick);
        return QStringLiteral("%1tick={%2}").arg(QLatin1String(axis), at.join(u','))
               + (place.labelled ? QString() : QStringLiteral(", %1ticklabels={}").arg(QLatin1String(axis)));
    }

    QString curves(const FigurePanel& panel, const PanelPlace& place)
    {
        QStringList settings{
            QStringLiteral("width=%1bp, height=%2bp").arg(texNumber(place.axes.width()), texNumber(place.axes.height()))};
        for (const auto& [axis, is] : {std::pair("x", &place.x), std::pair("y", &place.y)}) {
            const QLatin1String name(axis);
            settings << QStringLiteral("%1label={%2}, %1min=%3, %1max=%4")
                            .arg(name, texText(is->title), texNumber(is->low), texNumber(is->high));
            settings << (panel.logarithmic(axis) ? QStringLiteral("%1mode=log").arg(name) : ticks(axis, *is));
        }
        QString legend;
        if (legend_ && !legendIsKept_) {  // the first panel keeps it for its place
            legendIsKept_ = true;
            settings << QStringLiteral("legend to name=%1, legend columns=%2, legend style={draw=none, font=%3, "
                                       "/tikz/every even column/.append style={column sep=6pt}}")
                            .arg(legendName())
                            .arg(legend_->columns)
                            .arg(texFont(fontSize(page_) - 1.0));
            for (const LegendEntry& entry : all_.entries)
                legend += QStringLiteral("\\addlegendimage{%1}\n\\addlegendentry{%2}\n")
                              .arg(texSeriesStyle(entry.style, entry.line, entry.marker, 1, style_), texText(entry.label));
        }
        return begin(place, settings.join(QStringLiteral(", "))) + legend + texSeries(*panel.data, panel.styles, style_);
    }

    const FigureSpec& figure_;
    const FigureRecord& record_;
    const engine::Json& page_;
    FigureStyle style_;
    bool drawn_;  ///< in axes; otherwise there are tables alone
    FigurePanels all_;
    QString name_;
    QList<BesideFile>& beside_;
    std::optional<LegendPlace> legend_;
    double height_ = 0.0;  ///< of the figure, in points
    bool legendIsKept_ = false;
};

/// The packages that the text asks for, as a line of the paper's preamble.
QByteArray preamble(const QString& tex)
{
    QStringList needed;
    if (tex.contains(QLatin1String("\\cellcolor")))
        needed << QStringLiteral("\\usepackage[table]{xcolor}");  // before pgfplots, which takes it without the option
    if (tex.contains(QLatin1String("\\begin{tikzpicture}")))
        needed << QStringLiteral("\\usepackage{pgfplots}, \\pgfplotsset{compat=1.17}");
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
