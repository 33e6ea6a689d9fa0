// Loss or accuracy over a plane of weight space: colours with contour lines.
#include "widgets/figures/charts/landscape_field.h"

namespace isthmus::widgets {

namespace {

engine::OptionGroup declare(const engine::OptionSection& charts)
{
    engine::OptionSection chart = charts;
    chart.defaultKind = "plane";
    std::vector<engine::OptionSpec> options = fieldOptions();
    options.push_back({.key = "contour_values",
                       .label = "Values on contours",
                       .help =
                           "Written along the longest line of each level, or of every second where they are many; the line is "
                           "broken beneath its value.",
                       .fallback = false});
    return {.id = "landscape_map",
            .label = "Landscape, map",
            .help =
                "A chart of two dimensions of a run's landscape: colours and contour lines. What the run has kept of it is not "
                "computed again.",
            .source = "",
            .options = std::move(options),
            .parts = {chart}};
}

PanelData collect(const engine::Json& options, const PanelSources& sources) { return fieldOf(options, *sources.grid); }

}  // namespace

extern const FigureChart mapChart;
const FigureChart mapChart{"landscape_map", FigureChart::Needs::Landscape, declare, collect};

}  // namespace isthmus::widgets
