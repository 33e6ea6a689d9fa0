#include "engine/landscapes/files/columns.h"
#include "engine/landscapes/files/formats.h"

namespace isthmus::engine {

namespace {

/// A list for each row, of the rows a list for each layer: one level for each extent.
Json nested(std::span<const double> values, std::span<const std::size_t> shape)
{
    if (shape.size() == 1)
        return std::vector<double>(values.begin(), values.end());
    Json lists = Json::array();
    const std::size_t size = shape.front() == 0 ? 0 : values.size() / shape.front();
    for (std::size_t i = 0; i < shape.front(); ++i)
        lists.push_back(nested(values.subspan(i * size, size), shape.subspan(1)));
    return lists;
}

std::string text(const Json& json)
{
    // Names may be paths, which need not be UTF-8: what is not gets a replacement character.
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json anchorsOf(const LandscapeGrid& grid, LandscapeMetric metric)
{
    Json anchors = Json::array();
    for (const GridAnchor& anchor : grid.anchors) {
        Json entry = {{"name", anchor.name}, {"x", anchor.place[0]}, {"y", anchor.place[1]}};
        if (!grid.axes[2].points.empty())
            entry["z"] = anchor.place[2];
        entry["residual"] = anchor.residual;
        entry["spans"] = anchor.spans;
        if (has(metric, LandscapeMetric::Loss))
            entry["loss"] = anchor.loss;
        if (has(metric, LandscapeMetric::Accuracy))
            entry["accuracy"] = anchor.accuracy;
        anchors.push_back(std::move(entry));
    }
    return anchors;
}

Json jsonOf(const GridTask& task, const std::vector<std::size_t>& shape, LandscapeMetric metric)
{
    Json entry = {{"task", task.task}, {"split", nameOf(task.split)}};
    if (has(metric, LandscapeMetric::Loss)) {
        entry["loss"] = nested(task.loss, shape);
        if (!task.lossError.empty())
            entry["loss_error"] = nested(task.lossError, shape);
        if (!task.lossSpread.empty())
            entry["loss_spread"] = nested(task.lossSpread, shape);
    }
    if (has(metric, LandscapeMetric::Accuracy)) {
        entry["accuracy"] = nested(task.accuracy, shape);
        if (!task.accuracySpread.empty())
            entry["accuracy_spread"] = nested(task.accuracySpread, shape);
        if (!task.classes.empty()) {
            entry["classes"] = task.classes;
            for (const std::vector<double>& values : task.classAccuracy)
                entry["class_accuracy"].push_back(nested(values, shape));
        }
    }
    return entry;
}

}  // namespace

Json landscapeJson(const LandscapeLine& line, LandscapeMetric metric)
{
    Json anchors = Json::array();
    for (const LineAnchor& anchor : line.anchors)
        anchors.push_back({{"name", anchor.name}, {"t", anchor.t}});
    Json tasks = Json::array();
    for (const LineTask& task : line.tasks) {
        Json entry = {{"task", task.task}, {"split", nameOf(task.split)}};
        if (has(metric, LandscapeMetric::Loss)) {
            entry["loss"] = task.loss;
            if (!task.lossError.empty())
                entry["loss_error"] = task.lossError;
            if (!task.lossSpread.empty())
                entry["loss_spread"] = task.lossSpread;
        }
        if (has(metric, LandscapeMetric::Accuracy)) {
            entry["accuracy"] = task.accuracy;
            if (!task.accuracySpread.empty())
                entry["accuracy_spread"] = task.accuracySpread;
        }
        entry["barrier"] = task.barrier;
        tasks.push_back(std::move(entry));
    }
    Json json = {{"chart", line.chart},       {"t", line.t},        {"label", line.label},
                 {"anchors", anchors},        {"tasks", tasks},     {"samples", line.samples},
                 {"distance", line.distance}, {"notes", line.notes}};
    if (line.draws > 1)
        json["draws"] = line.draws;
    return json;
}

Json landscapeJson(const LandscapeGrid& grid, LandscapeMetric metric)
{
    const std::vector<std::size_t> shape = shapeOf(grid);
    Json json = {{"chart", grid.chart}};
    Json labels = Json::array();
    constexpr const char* names[] = {"x", "y", "z"};
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        json[names[axis]] = grid.axes[axis].points;
        labels.push_back(grid.axes[axis].label);
    }
    json["labels"] = std::move(labels);
    json["anchors"] = anchorsOf(grid, metric);
    json["path"] = grid.path;
    Json& tasks = json["tasks"] = Json::array();
    for (const GridTask& task : grid.tasks)
        tasks.push_back(jsonOf(task, shape, metric));
    json["samples"] = grid.samples;
    if (grid.draws > 1)
        json["draws"] = grid.draws;
    json["notes"] = grid.notes;
    return json;
}

std::string jsonFile(const LandscapeLine& line, LandscapeMetric metric) { return text(landscapeJson(line, metric)); }

std::string jsonFile(const LandscapeGrid& grid, LandscapeMetric metric) { return text(landscapeJson(grid, metric)); }

}  // namespace isthmus::engine
