// A measure after each task, one curve for each set of runs.
#include "widgets/figures/chart_kinds.h"
#include "widgets/figures/charts/compared_series.h"

namespace isthmus::widgets {

namespace {

engine::Against againstOf(const engine::Json& options)
{
    const std::string word = options.at("against").get<std::string>();
    return word == "steps"        ? engine::Against::Steps
           : word == "seconds"    ? engine::Against::Seconds
           : word == "operations" ? engine::Against::Operations
                                  : engine::Against::Tasks;
}

engine::OptionGroup declare(const engine::OptionSection&)
{
    return {.id = "curves",
            .label = "Curves of a measure",
            .help = "A measure after each task: the mean over the runs of a set, with a band.",
            .source = "",
            .options = {measureOption("measure", "Measure", "average_accuracy"),
                        {.key = "against",
                         .label = "Against",
                         .help = "What the horizontal axis counts.",
                         .fallback = "tasks",
                         .choices = {{"tasks", "Tasks"},
                                     {"steps", "Optimiser steps"},
                                     {"seconds", "Training time"},
                                     {"operations", "Operations"}}},
                        bandOption(),
                        groupByOption()}};
}

PanelData collect(const engine::Json& options, const PanelSources& sources)
{
    const engine::Against against = againstOf(options);
    PanelData data = panelOf(engine::measureCurves(setsOf(options, sources), measureOf(options.at("measure").get<std::string>()),
                                                   against, bandOf(options)),
                             options.at("band").get<std::string>() != "none");
    data.wholeX = against == engine::Against::Tasks;
    return data;
}

}  // namespace

extern const FigureChart curvesChart;
const FigureChart curvesChart{"curves", FigureChart::Needs::Runs, declare, collect};

}  // namespace isthmus::widgets
