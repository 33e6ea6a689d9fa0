// One measure against another, a point for each set of runs: accuracy against cost.
#include "engine/error.h"
#include "widgets/figures/chart_kinds.h"
#include "widgets/figures/charts/compared_series.h"

namespace isthmus::widgets {

namespace {

engine::OptionGroup declare(const engine::OptionSection&)
{
    return {.id = "pareto",
            .label = "Accuracy against cost",
            .help = "A point for each set of runs, with bars for the band in both directions.",
            .source = "",
            .options = {measureOption("measure", "Vertical", "average_accuracy"),
                        measureOption("cost", "Horizontal", "training_operations_vs_sgd"), reductionOption(), bandOption(),
                        groupByOption()}};
}

PanelData collect(const engine::Json& options, const PanelSources& sources)
{
    const engine::Measure& up = measureOf(options.at("measure").get<std::string>());
    const engine::Measure& across = measureOf(options.at("cost").get<std::string>());
    const engine::Band band = bandOf(options);
    const engine::Reduction reduction = reductionOf(options);
    PanelData data{.xLabel = engine::heading(across), .yLabel = engine::heading(up), .lines = false, .caption = {}};
    for (const engine::RunSet& set : setsOf(options, sources)) {
        const engine::Spread y = engine::reduced(set, up, reduction, band);
        const engine::Spread x = engine::reduced(set, across, reduction, band);
        if (y.n == 0 || x.n == 0)
            continue;
        const double yScale = engine::shownScale(up.unit), xScale = engine::shownScale(across.unit);
        FigureSeries series{.label = set.label, .x = {x.mean * xScale}, .y = {y.mean * yScale}, .n = {y.n}};
        if (options.at("band").get<std::string>() != "none" && y.n > 1) {
            series.half = {y.half * yScale};
            series.halfAcross = {x.half * xScale};
        }
        data.series.push_back(std::move(series));
    }
    if (data.series.empty())
        throw engine::badInput("none of the runs has both \"" + std::string(up.id) + "\" and \"" + across.id
                               + "\"; choose other measures or other runs");
    data.caption = std::string(up.label) + " = " + up.formula + ", against " + across.label + " = " + across.formula;
    if (options.at("band").get<std::string>() != "none")
        data.caption += std::string("; bars: ") + engine::description(band);
    data.caption += ".";
    return data;
}

}  // namespace

extern const FigureChart paretoChart;
const FigureChart paretoChart{"pareto", FigureChart::Needs::Runs, declare, collect};

}  // namespace isthmus::widgets
