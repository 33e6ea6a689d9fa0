#pragma once
#include "engine/landscapes/landscape_files.h"

#include <span>
#include <string>
#include <vector>

namespace isthmus::engine {

/// One measure of one task at every point of a chart. The values belong to the chart.
struct Column {
    std::string name;  ///< "task_2_loss", "task_2_train_class_7_accuracy"
    std::span<const double> values;
};

/// Whether files of a metric hold the other one too.
inline bool has(LandscapeMetric metric, LandscapeMetric wanted) { return metric == LandscapeMetric::Both || metric == wanted; }

/// "test" or "train".
std::string nameOf(Split split);

/// What the names of a task's columns begin with: "task_2_"; "task_2_train_" on training examples.
std::string columnPrefix(int task, Split split);

/// Losses and accuracies of every task, in the chart's order; those of classes follow their task's.
std::vector<Column> columnsOf(const LandscapeLine& line, LandscapeMetric metric);
std::vector<Column> columnsOf(const LandscapeGrid& grid, LandscapeMetric metric);

/// Standard errors of the losses, "task_2_loss_error", where they are known.
std::vector<Column> lossErrorsOf(const LandscapeGrid& grid, LandscapeMetric metric);

/// Standard deviations over the draws of a grid that has several, "task_2_loss_spread" and "task_2_accuracy_spread".
std::vector<Column> spreadsOf(const LandscapeLine& line, LandscapeMetric metric);
std::vector<Column> spreadsOf(const LandscapeGrid& grid, LandscapeMetric metric);

/// How many points there are along each dimension, the slowest first: |y|, |x| or |z|, |y|, |x|.
std::vector<std::size_t> shapeOf(const LandscapeGrid& grid);

/// 1 for each point that the grid has, 0 for those it has not.
std::vector<char> maskOf(const LandscapeGrid& grid);

}  // namespace isthmus::engine
