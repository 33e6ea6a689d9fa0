#include "engine/landscapes/landscape_files.h"

#include "engine/error.h"
#include "engine/runs/files.h"

namespace isthmus::engine {

namespace {

std::string number(double value)
{
    return Json(value).dump();  // the shortest text that reads back as the same number
}

bool has(LandscapeMetric metric, LandscapeMetric wanted) { return metric == LandscapeMetric::Both || metric == wanted; }

/// ",task_3_loss,task_3_accuracy" for every task.
template <typename Task>
std::string columnsOf(const std::vector<Task>& tasks, LandscapeMetric metric)
{
    std::string text;
    for (const Task& task : tasks) {
        const std::string prefix = ",task_" + std::to_string(task.task);
        text += has(metric, LandscapeMetric::Loss) ? prefix + "_loss" : "";
        text += has(metric, LandscapeMetric::Accuracy) ? prefix + "_accuracy" : "";
    }
    return text + '\n';
}

/// Their values at one point.
template <typename Task>
std::string valuesOf(const std::vector<Task>& tasks, std::size_t point, LandscapeMetric metric)
{
    std::string text;
    for (const Task& task : tasks) {
        text += has(metric, LandscapeMetric::Loss) ? ',' + number(task.loss[point]) : "";
        text += has(metric, LandscapeMetric::Accuracy) ? ',' + number(task.accuracy[point]) : "";
    }
    return text + '\n';
}

std::string csv(const LandscapeLine& line, LandscapeMetric metric)
{
    std::string text = "t" + columnsOf(line.tasks, metric);
    for (std::size_t i = 0; i < line.t.size(); ++i)
        text += number(line.t[i]) + valuesOf(line.tasks, i, metric);
    return text;
}

std::string csv(const LandscapeGrid& grid, LandscapeMetric metric)
{
    std::string text = "x,y" + columnsOf(grid.tasks, metric);
    for (std::size_t j = 0; j < grid.axes[1].points.size(); ++j)
        for (std::size_t i = 0; i < grid.axes[0].points.size(); ++i)
            text += number(grid.axes[0].points[i]) + ',' + number(grid.axes[1].points[j]) + valuesOf(grid.tasks, j * grid.axes[0].points.size() + i, metric);
    return text;
}

/// A list for each row of the grid.
Json rowsOf(const std::vector<double>& values, std::size_t width)
{
    Json rows = Json::array();
    for (auto row = values.begin(); row != values.end(); row += static_cast<std::ptrdiff_t>(width))
        rows.push_back(std::vector<double>(row, row + static_cast<std::ptrdiff_t>(width)));
    return rows;
}

template <typename Chart>
void write(const std::filesystem::path& file, const Chart& chart, LandscapeMetric metric)
{
    requireLandscapeFormat(file);
    std::error_code error;
    if (file.has_parent_path())
        std::filesystem::create_directories(file.parent_path(), error);
    writeFile(std::filesystem::absolute(file),
              file.extension() == ".csv" ? csv(chart, metric) : landscapeJson(chart, metric).dump(1) + "\n");
}

}  // namespace

Json landscapeJson(const LandscapeLine& line, LandscapeMetric metric)
{
    Json anchors = Json::array();
    for (const LineAnchor& anchor : line.anchors)
        anchors.push_back({{"name", anchor.name}, {"t", anchor.t}});
    Json tasks = Json::array();
    for (const LineTask& task : line.tasks) {
        Json entry = {{"task", task.task}};
        if (has(metric, LandscapeMetric::Loss))
            entry["loss"] = task.loss;
        if (has(metric, LandscapeMetric::Accuracy))
            entry["accuracy"] = task.accuracy;
        entry["barrier"] = task.barrier;
        tasks.push_back(std::move(entry));
    }
    return {{"chart", "line"},          {"t", line.t}, {"anchors", anchors}, {"tasks", tasks}, {"samples", line.samples},
            {"distance", line.distance}};
}

Json landscapeJson(const LandscapeGrid& grid, LandscapeMetric metric)
{
    Json anchors = Json::array();
    for (const GridAnchor& anchor : grid.anchors) {
        Json entry = {{"name", anchor.name}, {"x", anchor.place[0]}, {"y", anchor.place[1]}};
        if (has(metric, LandscapeMetric::Loss))
            entry["loss"] = anchor.loss;
        if (has(metric, LandscapeMetric::Accuracy))
            entry["accuracy"] = anchor.accuracy;
        anchors.push_back(std::move(entry));
    }
    Json tasks = Json::array();
    for (const GridTask& task : grid.tasks) {
        Json entry = {{"task", task.task}};
        if (has(metric, LandscapeMetric::Loss)) {
            entry["loss"] = rowsOf(task.loss, grid.axes[0].points.size());
            entry["loss_error"] = rowsOf(task.lossError, grid.axes[0].points.size());
        }
        if (has(metric, LandscapeMetric::Accuracy))
            entry["accuracy"] = rowsOf(task.accuracy, grid.axes[0].points.size());
        tasks.push_back(std::move(entry));
    }
    return {{"chart", grid.chart}, {"x", grid.axes[0].points},    {"y", grid.axes[1].points},
            {"anchors", anchors},  {"tasks", tasks}, {"samples", grid.samples}};
}

void requireLandscapeFormat(const std::filesystem::path& file)
{
    const std::string ending = file.extension().string();
    if (ending != ".csv" && ending != ".json")
        throw badInput(file.string() + ": a landscape is written as .csv or .json");
}

void writeLandscape(const std::filesystem::path& file, const LandscapeLine& line, LandscapeMetric metric)
{
    write(file, line, metric);
}

void writeLandscape(const std::filesystem::path& file, const LandscapeGrid& grid, LandscapeMetric metric)
{
    write(file, grid, metric);
}

}  // namespace isthmus::engine
