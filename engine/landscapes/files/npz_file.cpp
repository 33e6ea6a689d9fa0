#include "engine/landscapes/files/columns.h"
#include "engine/landscapes/files/formats.h"
#include "engine/landscapes/files/npy_array.h"
#include "engine/landscapes/files/zip_archive.h"

#include <functional>
#include <limits>
#include <numeric>

namespace isthmus::engine {

namespace {

/// Named arrays, each of values of one kind.
class Arrays {
public:
    template <typename Value>
    void add(const std::string& name, const std::vector<Value>& values, const Shape& shape)
    {
        archive_.add(name + ".npy", npyArray(std::span<const Value>(values), shape));
    }
    template <typename Value>
    void add(const std::string& name, const std::vector<Value>& values)
    {
        add(name, values, {values.size()});
    }
    template <typename Value>
    void addSingle(const std::string& name, const Value& value)
    {
        archive_.add(name + ".npy", npyArray(std::span<const Value>(&value, 1), {}));
    }

    std::string bytes() const { return archive_.bytes(); }

private:
    ZipArchive archive_;
};

/// What `valueOf` gives for each of the items.
template <typename Item, typename ValueOf>
auto each(const std::vector<Item>& items, ValueOf valueOf)
{
    std::vector<std::decay_t<decltype(valueOf(items.front()))>> values;
    for (const Item& item : items)
        values.push_back(valueOf(item));
    return values;
}

/// A list of each of the items, one after the other, each filled up with NaN where fewer than `count` values are known.
template <typename Item>
std::vector<double> stacked(const std::vector<Item>& items, std::vector<double> Item::*list, std::size_t count)
{
    std::vector<double> all;
    for (const Item& item : items) {
        all.insert(all.end(), (item.*list).begin(), (item.*list).end());
        all.resize((&item - items.data() + 1) * count, std::numeric_limits<double>::quiet_NaN());
    }
    return all;
}

Shape with(std::size_t first, Shape shape)
{
    shape.insert(shape.begin(), first);
    return shape;
}

template <typename Task>
void addMeasures(Arrays& arrays, const std::vector<Task>& tasks, const Shape& shape, LandscapeMetric metric)
{
    const std::size_t points = std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
    arrays.add("tasks", each(tasks, [](const Task& task) { return std::int64_t{task.task}; }));
    if (has(metric, LandscapeMetric::Loss))
        arrays.add("losses", stacked(tasks, &Task::loss, points), with(tasks.size(), shape));
    if (has(metric, LandscapeMetric::Accuracy))
        arrays.add("accuracies", stacked(tasks, &Task::accuracy, points), with(tasks.size(), shape));
}

/// Standard deviations over several draws.
template <typename Task>
void addSpreads(Arrays& arrays, const std::vector<Task>& tasks, const Shape& shape, int draws, LandscapeMetric metric)
{
    if (draws == 1)
        return;
    const std::size_t points = std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
    arrays.addSingle("draws", std::int64_t{draws});
    if (has(metric, LandscapeMetric::Loss))
        arrays.add("loss_spreads", stacked(tasks, &Task::lossSpread, points), with(tasks.size(), shape));
    if (has(metric, LandscapeMetric::Accuracy))
        arrays.add("accuracy_spreads", stacked(tasks, &Task::accuracySpread, points), with(tasks.size(), shape));
}

/// Of classes, which each task has its own of.
void addClasses(Arrays& arrays, const GridTask& task, const Shape& shape)
{
    if (task.classes.empty())
        return;
    std::vector<double> all;
    for (const std::vector<double>& values : task.classAccuracy)
        all.insert(all.end(), values.begin(), values.end());
    const std::string prefix = columnPrefix(task.task, task.split);
    arrays.add(prefix + "classes", each(task.classes, [](int label) { return std::int64_t{label}; }));
    arrays.add(prefix + "class_accuracies", all, with(task.classes.size(), shape));
}

void addAnchors(Arrays& arrays, const LandscapeGrid& grid, std::size_t dimensions, LandscapeMetric metric)
{
    const std::vector<GridAnchor>& anchors = grid.anchors;
    const std::size_t tasks = grid.tasks.size();
    std::vector<double> places;
    for (const GridAnchor& anchor : anchors)
        places.insert(places.end(), anchor.place.begin(), anchor.place.begin() + static_cast<std::ptrdiff_t>(dimensions));
    arrays.add("anchor_names", each(anchors, [](const GridAnchor& anchor) { return anchor.name; }));
    arrays.add("anchor_places", places, {anchors.size(), dimensions});
    arrays.add("residuals", each(anchors, [](const GridAnchor& anchor) { return anchor.residual; }));
    arrays.add("spans", each(anchors, [](const GridAnchor& anchor) { return static_cast<char>(anchor.spans); }));
    if (has(metric, LandscapeMetric::Loss))
        arrays.add("anchor_losses", stacked(anchors, &GridAnchor::loss, tasks), {anchors.size(), tasks});
    if (has(metric, LandscapeMetric::Accuracy))
        arrays.add("anchor_accuracies", stacked(anchors, &GridAnchor::accuracy, tasks), {anchors.size(), tasks});
    arrays.add("path", each(grid.path, [](std::size_t anchor) { return static_cast<std::int64_t>(anchor); }));
}

}  // namespace

std::string npzFile(const LandscapeLine& line, LandscapeMetric metric)
{
    Arrays arrays;
    arrays.addSingle("chart", line.chart);
    arrays.add("t", line.t);
    addMeasures(arrays, line.tasks, {line.t.size()}, metric);
    addSpreads(arrays, line.tasks, {line.t.size()}, line.draws, metric);
    arrays.add("splits", each(line.tasks, [](const LineTask& task) { return nameOf(task.split); }));
    arrays.add("barriers", each(line.tasks, [](const LineTask& task) { return task.barrier; }));
    arrays.add("anchor_names", each(line.anchors, [](const LineAnchor& anchor) { return anchor.name; }));
    arrays.add("anchor_places", each(line.anchors, [](const LineAnchor& anchor) { return anchor.t; }));
    arrays.addSingle("samples", std::int64_t{line.samples});
    arrays.addSingle("distance", line.distance);
    arrays.add("notes", line.notes);
    return arrays.bytes();
}

std::string npzFile(const LandscapeGrid& grid, LandscapeMetric metric)
{
    const Shape shape = shapeOf(grid);
    Arrays arrays;
    arrays.addSingle("chart", grid.chart);
    constexpr const char* names[] = {"x", "y", "z"};
    std::vector<std::string> labels;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        arrays.add(names[axis], grid.axes[axis].points);
        labels.push_back(grid.axes[axis].label);
    }
    arrays.add("labels", labels);
    arrays.add("there", maskOf(grid), shape);
    addMeasures(arrays, grid.tasks, shape, metric);
    arrays.add("splits", each(grid.tasks, [](const GridTask& task) { return nameOf(task.split); }));
    if (!lossErrorsOf(grid, metric).empty())
        arrays.add("loss_errors", stacked(grid.tasks, &GridTask::lossError, grid.size()), with(grid.tasks.size(), shape));
    addSpreads(arrays, grid.tasks, shape, grid.draws, metric);
    if (has(metric, LandscapeMetric::Accuracy))
        for (const GridTask& task : grid.tasks)
            addClasses(arrays, task, shape);
    addAnchors(arrays, grid, shape.size(), metric);
    arrays.addSingle("samples", std::int64_t{grid.samples});
    arrays.add("notes", grid.notes);
    return arrays.bytes();
}

}  // namespace isthmus::engine
