#include "engine/landscapes/files/columns.h"

namespace isthmus::engine {

namespace {

void add(std::vector<Column>& columns, const std::string& prefix, const auto& task, LandscapeMetric metric)
{
    if (has(metric, LandscapeMetric::Loss))
        columns.push_back({prefix + "loss", task.loss});
    if (has(metric, LandscapeMetric::Accuracy))
        columns.push_back({prefix + "accuracy", task.accuracy});
}

std::vector<Column> spreads(const auto& tasks, LandscapeMetric metric)
{
    std::vector<Column> columns;
    for (const auto& task : tasks) {
        const std::string prefix = columnPrefix(task.task, task.split);
        if (has(metric, LandscapeMetric::Loss) && !task.lossSpread.empty())
            columns.push_back({prefix + "loss_spread", task.lossSpread});
        if (has(metric, LandscapeMetric::Accuracy) && !task.accuracySpread.empty())
            columns.push_back({prefix + "accuracy_spread", task.accuracySpread});
    }
    return columns;
}

}  // namespace

std::string nameOf(Split split) { return split == Split::Train ? "train" : "test"; }

std::string columnPrefix(int task, Split split)
{
    return "task_" + std::to_string(task) + (split == Split::Train ? "_train_" : "_");
}

std::vector<Column> columnsOf(const LandscapeLine& line, LandscapeMetric metric)
{
    std::vector<Column> columns;
    for (const LineTask& task : line.tasks)
        add(columns, columnPrefix(task.task, task.split), task, metric);
    return columns;
}

std::vector<Column> columnsOf(const LandscapeGrid& grid, LandscapeMetric metric)
{
    std::vector<Column> columns;
    for (const GridTask& task : grid.tasks) {
        const std::string prefix = columnPrefix(task.task, task.split);
        add(columns, prefix, task, metric);
        if (has(metric, LandscapeMetric::Accuracy))
            for (std::size_t i = 0; i < task.classes.size(); ++i)
                columns.push_back({prefix + "class_" + std::to_string(task.classes[i]) + "_accuracy", task.classAccuracy[i]});
    }
    return columns;
}

std::vector<Column> lossErrorsOf(const LandscapeGrid& grid, LandscapeMetric metric)
{
    std::vector<Column> columns;
    if (has(metric, LandscapeMetric::Loss))
        for (const GridTask& task : grid.tasks)
            if (!task.lossError.empty())
                columns.push_back({columnPrefix(task.task, task.split) + "loss_error", task.lossError});
    return columns;
}

std::vector<Column> spreadsOf(const LandscapeLine& line, LandscapeMetric metric) { return spreads(line.tasks, metric); }

std::vector<Column> spreadsOf(const LandscapeGrid& grid, LandscapeMetric metric) { return spreads(grid.tasks, metric); }

std::vector<std::size_t> shapeOf(const LandscapeGrid& grid)
{
    std::vector<std::size_t> shape;
    for (std::size_t axis = grid.axes[2].points.empty() ? 2 : 3; axis-- > 0;)
        shape.push_back(grid.axes[axis].points.size());
    return shape;
}

std::vector<char> maskOf(const LandscapeGrid& grid)
{
    std::vector<char> mask(grid.size());
    for (std::size_t at = 0; at < mask.size(); ++at)
        mask[at] = grid.hasPoint(at) ? 1 : 0;
    return mask;
}

}  // namespace isthmus::engine
