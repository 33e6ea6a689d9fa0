// Accuracy on every task after every task, as the mean over runs.
#include "engine/error.h"
#include "engine/results/comparison.h"
#include "widgets/figures/chart_kinds.h"

#include <limits>

namespace isthmus::widgets {

namespace {

engine::OptionGroup declare(const engine::OptionSection&)
{
    return {.id = "accuracy_matrix",
            .label = "Accuracy matrix",
            .help = "Test accuracy on each task after each task; of several runs, the mean over those that have it.",
            .source = "",
            .options = {mapOption(),
                        {.key = "latex",
                         .label = "In LaTeX",
                         .help = "LaTeX has the matrix as a table: each cell in its colour, or plain.",
                         .fallback = "coloured",
                         .choices = {{"coloured", "Coloured"}, {"plain", "Plain"}},
                         .rare = true}}};
}

PanelData collect(const engine::Json&, const PanelSources& sources)
{
    const engine::AccuracyMatrix mean = engine::meanAccuracy({.label = {}, .runs = sources.runs});
    const int tasks = mean.learned();
    if (tasks == 0)
        throw engine::badInput("none of the runs has learned a task yet, so there is no accuracy matrix");
    FigureField field{.x = {}, .y = {}, .values = {}, .label = "Accuracy (%)"};
    for (int after = 1; after <= tasks; ++after) {
        field.x.push_back(after);
        field.y.push_back(after);
        for (int on = 1; on <= tasks; ++on)
            field.values.push_back(100.0 * mean.at(after, on).value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    const std::size_t n = sources.runs.size();
    return {.xLabel = "On task",
            .yLabel = "After task",
            .wholeX = true,
            .field = std::move(field),
            .cells = true,
            .caption = "Test accuracy on each task after training each task"
                       + (n > 1 ? ", mean over " + std::to_string(n) + " runs." : std::string("."))};
}

}  // namespace

extern const FigureChart matrixChart;
const FigureChart matrixChart{"accuracy_matrix", FigureChart::Needs::Runs, declare, collect};

}  // namespace isthmus::widgets
