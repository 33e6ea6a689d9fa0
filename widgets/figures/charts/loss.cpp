// Training loss against optimiser steps, one curve for each set of runs.
#include "widgets/figures/chart_kinds.h"
#include "widgets/figures/charts/compared_series.h"

namespace isthmus::widgets {

namespace {

engine::OptionGroup declare(const engine::OptionSection&)
{
    return {.id = "loss",
            .label = "Training loss",
            .help = "Training loss against optimiser steps: the mean over the runs of a set, with a band.",
            .source = "",
            .options = {{.key = "smoothing",
                         .label = "Smoothing",
                         .help = "Exponential moving average with this weight of the past, corrected for its start; the caption "
                                 "says it. 0 draws what was measured.",
                         .fallback = 0.0,
                         .min = 0.0,
                         .max = 0.9999},
                        bandOption(),
                        groupByOption()}};
}

PanelData collect(const engine::Json& options, const PanelSources& sources)
{
    return panelOf(engine::lossCurves(setsOf(options, sources), options.at("smoothing").get<double>(), bandOf(options)),
                   options.at("band").get<std::string>() != "none");
}

}  // namespace

extern const FigureChart lossChart;
const FigureChart lossChart{"loss", FigureChart::Needs::Runs, declare, collect};

}  // namespace isthmus::widgets
