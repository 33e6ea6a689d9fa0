#include "widgets/figures/charts/landscape_field.h"

#include "engine/error.h"
#include "widgets/landscape/grid_anchors.h"
#include "widgets/landscape/grid_values.h"

#include <cmath>
#include <map>

namespace isthmus::widgets {

namespace {

/// The grid's anchors that are shown, with their own values, and its path through them.
void addMarks(PanelData& data, const engine::LandscapeGrid& grid, const GridShowing& showing, double unit)
{
    std::map<std::size_t, std::size_t> places;
    for (std::size_t k = 0; k < grid.anchors.size(); ++k) {
        const engine::GridAnchor& anchor = grid.anchors[k];
        if (!isShown(anchor, showing))
            continue;
        places[k] = data.marks.size();
        data.marks.push_back({anchor.name, anchor.place[0], anchor.place[1], anchor.spans, {}});
        if (const std::optional<double> own = anchorValue(grid, anchor, showing); own && std::isfinite(*own))
            data.marks.back().value = unit * *own;
    }
    for (const std::size_t anchor : shownPath(grid, showing))
        data.path.push_back(places.at(anchor));
}

}  // namespace

std::vector<engine::OptionSpec> fieldOptions()
{
    return {anchorsOption(),
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
             .help = "Colours and contour lines in even steps or in even factors; clipped gives the highest tenth one colour.",
             .fallback = "linear",
             .choices = {{"linear", "Linear"}, {"logarithmic", "Logarithmic"}, {"clipped", "Clipped"}}},
            mapOption(),
            {.key = "contours",
             .label = "Contour lines",
             .help = "About how many levels.",
             .fallback = 10,
             .min = 0,
             .max = 60,
             .zeroMeans = "none"}};
}

PanelData fieldOf(const engine::Json& options, const engine::LandscapeGrid& grid)
{
    if (grid.dimensions() != 2)
        throw engine::badInput("this panel needs a chart of two dimensions, and \"" + grid.chart + "\" with these anchors has "
                               + std::to_string(grid.dimensions()));
    const bool percent = options.at("score").get<std::string>() == "accuracy";
    const double unit = percent ? 100.0 : 1.0;
    GridShowing showing;
    showing.measure = percent ? GridShowing::Measure::Accuracy : GridShowing::Measure::Loss;
    showing.task = options.at("task").get<int>();
    showing.tasks = showing.task > 0 ? GridShowing::Tasks::One : GridShowing::Tasks::Mean;
    std::vector<double> values = gridValues(grid, showing);
    if (values.empty())
        throw engine::badInput("the landscape has no task " + std::to_string(showing.task));
    for (double& value : values)
        value *= unit;
    PanelData data{
        .xLabel = capitalised(grid.axes[0].label),
        .yLabel = capitalised(grid.axes[1].label),
        .field =
            FigureField{grid.axes[0].points, grid.axes[1].points, std::move(values), percent ? "Accuracy (%)" : "Loss (nats)"},
        .caption = showingText(grid, showing).toStdString() + ", on " + std::to_string(grid.samples) + " images per task."};
    addMarks(data, grid, showing, unit);
    return data;
}

}  // namespace isthmus::widgets
