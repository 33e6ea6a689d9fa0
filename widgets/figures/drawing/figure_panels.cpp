#include "widgets/figures/drawing/figure_panels.h"

namespace isthmus::widgets {

namespace {

void chooseStyles(FigurePanels& all, const engine::Json& page, const FigureStyle& style)
{
    QStringList named;
    for (FigurePanel& panel : all.panels) {
        const auto count = static_cast<int>(panel.data->series.size());
        for (int k = 0; k < count; ++k) {
            const QString label = QString::fromStdString(panel.data->series[static_cast<std::size_t>(k)].label);
            const bool known = named.contains(label);
            if (!known)
                named << label;
            const SeriesStyle look = panel.data->ordered ? orderedStyle(k, count, style.palette)
                                                         : seriesStyle(static_cast<int>(named.indexOf(label)), style.palette);
            panel.styles << look;
            if (!known)
                all.entries.append({QString::fromStdString(shownName(page, label.toStdString())), look, panel.data->lines,
                                    style.markers || !panel.data->lines});
        }
    }
}

}  // namespace

FigurePanels figurePanels(const FigureSpec& figure, const std::vector<PanelData>& data, const FigureStyle& style,
                          bool (*isDrawn)(const PanelData&))
{
    FigurePanels all;
    for (std::size_t k = 0; k < figure.panels.size() && k < data.size(); ++k)
        if (isDrawn(data[k]))
            all.panels.append(FigurePanel{.spec = &figure.panels[k], .data = &data[k], .styles = {}});
    const auto count = static_cast<int>(all.panels.size());
    const int asked = figure.page.at("panels_per_row").get<int>();
    all.columns = std::max(1, asked == 0 ? count : std::min(asked, count));
    all.rows = (count + all.columns - 1) / all.columns;
    for (int k = 0; k < count; ++k) {
        all.panels[k].row = k / all.columns;
        all.panels[k].column = k % all.columns;
    }
    chooseStyles(all, figure.page, style);
    return all;
}

QString FigurePanels::letter(const FigurePanel& panel, const engine::Json& page) const
{
    const std::string form = page.at("letters").get<std::string>();
    if (panels.size() < 2 || form == "none")
        return {};
    const auto at = static_cast<char16_t>(panel.row * columns + panel.column);
    const QChar name(static_cast<char16_t>((form == "A" ? u'A' : u'a') + at));
    return form == "(a)" ? QStringLiteral("(%1)").arg(name) : QString(name);
}

}  // namespace isthmus::widgets
