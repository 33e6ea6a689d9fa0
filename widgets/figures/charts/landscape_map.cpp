// Loss or accuracy over a plane of weight space: colours with contour lines.
#include "engine/error.h"
#include "widgets/figures/chart_kinds.h"
#include "widgets/landscape/grid_anchors.h"
#include "widgets/landscape/grid_values.h"

namespace isthmus::widgets {

namespace {

engine::OptionGroup declare(const engine::OptionSection& charts)
{
    engine::OptionSection chart = charts;
    chart.defaultKind = "plane";
    return {
        .id = "landscape_map",
        .label = "Landscape, map",
        .help = "A chart of two dimensions of a run's landscape: colours and contour lines. What the run has kept of it is not "
                "computed again.",
        .source = "",
        .options = {anchorsOption(),
                    scoreOption(),
                    {.key = "task",
                     .label = "Task",
                     .help = "Which task's loss or accuracy is shown.",
                     .fallback = 0,
                     .min = 0,
                     .max = 100000,
                     .zeroMeans = "the mean over all"},
                    {.key = "scale",
                     .label = "Scale",
                     .help = "Colours and contour lines in even steps or in even factors; clipped gives the highest tenth one "
                             "colour.",
                     .fallback = "linear",
                     .choices = {{"linear", "Linear"}, {"logarithmic", "Logarithmic"}, {"clipped", "Clipped"}}},
                    mapOption(),
                    {.key = "contours",
                     .label = "Contour lines",
                     .help = "About how many levels.",
                     .fallback = 10,
                     .min = 0,
                     .max = 60,
                     .zeroMeans = "none"}},
        .parts = {chart}};
}

PanelData collect(const engine::Json& options, const PanelSources& sources)
{
    const engine::LandscapeGrid& grid = *sources.grid;
    if (grid.dimensions() != 2)
        throw engine::badInput("a map needs a chart of two dimensions, and \"" + grid.chart + "\" with these anchors has "
                               + std::to_string(grid.dimensions()));
    GridShowing showing;
    showing.measure =
        options.at("score").get<std::string>() == "accuracy" ? GridShowing::Measure::Accuracy : GridShowing::Measure::Loss;
    showing.task = options.at("task").get<int>();
    showing.tasks = showing.task > 0 ? GridShowing::Tasks::One : GridShowing::Tasks::Mean;
    std::vector<double> values = gridValues(grid, showing);
    if (values.empty())
        throw engine::badInput("the landscape has no task " + std::to_string(showing.task));
    if (showing.measure == GridShowing::Measure::Accuracy)
        for (double& value : values)
            value *= 100.0;
    PanelData data{.xLabel = capitalised(grid.axes[0].label),
                   .yLabel = capitalised(grid.axes[1].label),
                   .field = FigureField{grid.axes[0].points, grid.axes[1].points, std::move(values),
                                        showing.measure == GridShowing::Measure::Accuracy ? "Accuracy (%)" : "Loss (nats)"},
                   .caption =
                       showingText(grid, showing).toStdString() + ", on " + std::to_string(grid.samples) + " images per task."};
    for (const engine::GridAnchor& anchor : grid.anchors)
        if (isShown(anchor, showing))
            data.marks.push_back({anchor.name, anchor.place[0], anchor.place[1], anchor.spans});
    return data;
}

}  // namespace

extern const FigureChart mapChart;
const FigureChart mapChart{"landscape_map", FigureChart::Needs::Landscape, declare, collect};

}  // namespace isthmus::widgets
