#pragma once
#include "engine/results/landscape_grid.h"
#include "widgets/theme/color_maps.h"

#include <QString>

#include <optional>
#include <vector>

namespace isthmus::widgets {

/// What of a grid is looked at, and how its values are shown: the same in two dimensions, in three and in every small picture.
struct GridShowing {
    /// LossError: the standard error of the loss; the spreads: standard deviations over several draws of a chart's directions.
    enum class Measure { Loss, Accuracy, LossError, LossSpread, AccuracySpread };
    enum class Tasks { One, Mean, Worst };              ///< over the grid's tasks, of one split
    enum class Scale { Linear, Logarithmic, Clipped };  ///< Clipped: the highest tenth has one colour
    /// What colours and heights span: the values shown now, or those of every task and moment, which can then be compared.
    enum class Span { Picture, AllTasks };

    Measure measure = Measure::Loss;
    Tasks tasks = Tasks::Mean;
    int task = 1;  ///< with Tasks::One
    int upTo = 0;  ///< the last task that the run had learned: later tasks are in no mean, nor are their networks shown; 0: all
    engine::Split split = engine::Split::Test;
    Scale scale = Scale::Linear;
    Span span = Span::Picture;
    ColorMap map = ColorMap::Viridis;

    bool operator==(const GridShowing&) const = default;
};

/// Lowest and highest of the values that colours and heights stand for.
struct ValueRange {
    double low = 0.0;
    double high = 1.0;

    bool operator==(const ValueRange&) const = default;
};

/// The values of a task's measure at the grid's points; empty where it was not measured.
const std::vector<double>& scoresOf(const engine::GridTask& task, GridShowing::Measure measure);
/// Whether the values are shares in [0, 1], which are shown in percent; others are in nats.
bool isPercent(GridShowing::Measure measure);

/// Whether a task of the grid is among those that are looked at.
bool counts(const engine::GridTask& task, const GridShowing& showing);

/// The measure at every point of the grid, as `GridShowing::tasks` brings the tasks together (worst: lowest accuracy, the highest
/// of everything else; of standard errors and deviations the mean is that of the tasks' own); NaN where there is none. Losses in
/// nats, accuracies in [0, 1]. Empty when the grid lacks the task or the split.
std::vector<double> gridValues(const engine::LandscapeGrid& grid, const GridShowing& showing);
/// The same of an anchor; nothing when it has not been scored.
std::optional<double> anchorValue(const engine::LandscapeGrid& grid, const engine::GridAnchor& anchor,
                                  const GridShowing& showing);

/// What the colours span: all finite values; with a logarithmic scale the positive ones; clipped, without the highest tenth.
/// Never of zero width.
ValueRange rangeOf(const std::vector<double>& values, GridShowing::Scale scale);
/// The range that `GridShowing::span` asks for. That of all tasks: of every task by itself where one is shown, otherwise of what
/// they come to after each, wherever `GridShowing::upTo` is.
ValueRange rangeOf(const engine::LandscapeGrid& grid, const GridShowing& showing);
/// The values of every task by itself, whichever of them is shown.
std::vector<double> valuesOfTasks(const engine::LandscapeGrid& grid, const GridShowing& showing);
ValueRange rangeOfTasks(const engine::LandscapeGrid& grid, const GridShowing& showing);

/// On which sides values lie beyond a range, where they have the colour of its end.
struct Beyond {
    bool below = false;
    bool above = false;

    bool operator==(const Beyond&) const = default;
};
Beyond beyond(const std::vector<double>& values, ValueRange range);

/// Where a value lies in the range, 0 to 1, on the scale; NaN for NaN. Values outside are clamped.
double shareOf(double value, ValueRange range, GridShowing::Scale scale);
/// The value that lies at a share of the range: the inverse of `shareOf`.
double valueAt(double share, ValueRange range, GridShowing::Scale scale);

/// "Loss of task 3 (test), nats", "Mean accuracy over 5 tasks (test), %", "Mean loss after task 3 (test), nats"
QString showingText(const engine::LandscapeGrid& grid, const GridShowing& showing);
/// The same of every task by itself: "Loss of each task (test), nats"
QString tasksText(const GridShowing& showing);
/// A value with its unit as a reader sees it: "0.512 nats", "93.1 %".
QString gridValueText(double value, GridShowing::Measure measure);

}  // namespace isthmus::widgets
