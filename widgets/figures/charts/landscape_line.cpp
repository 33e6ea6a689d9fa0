// Each task's loss or accuracy along a line or curve of weight space.
#include "engine/results/landscape_line.h"
#include "engine/error.h"
#include "widgets/figures/chart_kinds.h"

namespace isthmus::widgets {

namespace {

engine::OptionGroup declare(const engine::OptionSection& charts)
{
    engine::OptionSection chart = charts;
    chart.defaultKind = "line";
    return {.id = "landscape_line",
            .label = "Landscape, line",
            .help = "A chart of one dimension of a run's landscape: each task's loss or accuracy along it.",
            .source = "",
            .options = {anchorsOption(), scoreOption()},
            .parts = {chart}};
}

PanelData collect(const engine::Json& options, const PanelSources& sources)
{
    if (sources.grid->dimensions() != 1)
        throw engine::badInput("a line needs a chart of one dimension, and \"" + sources.grid->chart
                               + "\" with these anchors has " + std::to_string(sources.grid->dimensions()));
    const engine::LandscapeLine line = engine::lineOf(*sources.grid);
    const bool accuracy = options.at("score").get<std::string>() == "accuracy";
    std::string label = line.label;
    if (label == "t" && line.anchors.size() == 2)
        label += ", from " + line.anchors.front().name + " to " + line.anchors.back().name;
    PanelData data{.xLabel = label.size() > 1 && label[1] != ',' ? capitalised(label) : label,
                   .yLabel = accuracy ? "Accuracy (%)" : "Loss (nats)",
                   .ordered = true,
                   .caption = {}};
    for (const engine::LineTask& task : line.tasks) {
        if (task.split != engine::Split::Test)
            continue;
        FigureSeries series{.label = "task " + std::to_string(task.task), .x = line.t, .y = accuracy ? task.accuracy : task.loss};
        if (accuracy)
            for (double& value : series.y)
                value *= 100.0;
        data.series.push_back(std::move(series));
    }
    data.caption = (accuracy ? "Test accuracy" : "Test loss") + std::string(" of each task along the chart \"") + line.chart
                   + "\", on " + std::to_string(line.samples) + " images per task.";
    return data;
}

}  // namespace

extern const FigureChart lineChart;
const FigureChart lineChart{"landscape_line", FigureChart::Needs::Landscape, declare, collect};

}  // namespace isthmus::widgets
