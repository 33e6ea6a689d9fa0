// A table of measures for the paper's text: LaTeX, the best of each column in bold.
#include "engine/error.h"
#include "widgets/figures/chart_kinds.h"
#include "widgets/figures/charts/compared_series.h"

namespace isthmus::widgets {

namespace {

engine::OptionGroup declare(const engine::OptionSection&)
{
    return {.id = "table",
            .label = "Results table",
            .help = "A row for each set of runs, a column for each measure, the best in bold; written as LaTeX only.",
            .source = "",
            .options = {{.key = "measures",
                         .label = "Measures",
                         .help = "Ids of measures, with commas between (isthmus measures).",
                         .fallback = "average_accuracy, forgetting"},
                        reductionOption(),
                        bandOption(),
                        groupByOption()}};
}

/// Writes the mean and the band of each set into the last column; the best mean as it is printed is bold, ties too.
void fillColumn(engine::TextTable& table, const std::vector<engine::RunSet>& sets, const engine::Measure& measure,
                const engine::Json& options)
{
    std::vector<std::optional<double>> printed;
    for (std::size_t row = 0; row < sets.size(); ++row) {
        const engine::Spread spread = engine::reduced(sets[row], measure, reductionOf(options), bandOf(options));
        std::string text = spread.n > 0 ? engine::shownNumber(measure, spread.mean) : "–";
        printed.push_back(spread.n > 0 ? std::optional(std::stod(text)) : std::nullopt);
        if (options.at("band").get<std::string>() != "none" && spread.n > 1)
            text += " ± " + engine::shownNumber(measure, spread.half);
        table.rows[row].push_back(text);
    }
    if (measure.better == engine::Better::Neither)
        return;
    const double sign = measure.better == engine::Better::Higher ? 1.0 : -1.0;
    std::optional<double> best;
    for (const std::optional<double>& value : printed)
        if (value && (!best || sign * *value > sign * *best))
            best = value;
    for (std::size_t row = 0; row < sets.size(); ++row)
        if (printed[row] && printed[row] == best)
            table.bold.insert({row, table.rows[row].size() - 1});
}

PanelData collect(const engine::Json& options, const PanelSources& sources)
{
    const std::vector<engine::RunSet> sets = setsOf(options, sources);
    engine::TextTable table{.heads = {"Method"}, .rows = {}, .textColumns = 1};
    for (const engine::RunSet& set : sets)
        table.rows.push_back({set.label});
    for (const std::string& id : words(options.at("measures").get<std::string>())) {
        const engine::Measure& measure = measureOf(id);
        table.heads.push_back(engine::heading(measure));
        fillColumn(table, sets, measure, options);
    }
    if (table.heads.size() == 1)
        throw engine::badInput("the table has no measures; name at least one, such as average_accuracy");
    table.heads.emplace_back("n");
    for (std::size_t row = 0; row < sets.size(); ++row)
        table.rows[row].push_back(std::to_string(sets[row].runs.size()));
    std::string caption = "n: runs";
    if (options.at("band").get<std::string>() != "none")
        caption = std::string("Mean ± ") + engine::description(bandOf(options)) + " over n runs";
    return {.xLabel = {},
            .yLabel = {},
            .table = std::move(table),
            .caption = caption + "; " + engine::word(reductionOf(options)) + " value of each run."};
}

}  // namespace

extern const FigureChart tableChart;
const FigureChart tableChart{"table", FigureChart::Needs::Runs, declare, collect};

}  // namespace isthmus::widgets
