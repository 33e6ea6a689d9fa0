// The names, the order of the points and the percents are those of the tool loss-landscape of Li et al. 2018 (arXiv 1712.09913),
// so that it can draw the files: its arrays are said to be [x, y], but it fills and draws them with a row for each y.
#include "engine/landscapes/files/columns.h"
#include "engine/landscapes/files/formats.h"
#include "engine/landscapes/files/hdf5_image.h"

#include <algorithm>
#include <limits>

namespace isthmus::engine {

namespace {

std::vector<double> percents(std::span<const double> accuracies)
{
    std::vector<double> values(accuracies.begin(), accuracies.end());
    for (double& value : values)
        value *= 100.0;
    return values;
}

/// The mean of a measure over tasks, at every point.
template <typename Task>
std::vector<double> meanOf(const std::vector<const Task*>& tasks, std::vector<double> Task::*measure)
{
    std::vector<double> mean(((*tasks.front()).*measure).size());
    for (const Task* task : tasks)
        for (std::size_t at = 0; at < mean.size(); ++at)
            mean[at] += (task->*measure)[at] / static_cast<double>(tasks.size());
    return mean;
}

/// Where the measures of a task's split are: "/task_1/test_".
std::string placeOf(int task, Split split) { return "/task_" + std::to_string(task) + "/" + nameOf(split) + "_"; }

void addGroups(Hdf5Image& image, const auto& tasks)
{
    std::vector<int> added;
    for (const auto& task : tasks)
        if (std::ranges::find(added, task.task) == added.end()) {
            image.addGroup("/task_" + std::to_string(task.task));
            added.push_back(task.task);
        }
}

void addMeasures(Hdf5Image& image, const std::string& place, std::span<const double> loss, std::span<const double> accuracy,
                 const std::vector<std::size_t>& shape, LandscapeMetric metric)
{
    if (has(metric, LandscapeMetric::Loss))
        image.addDataset(place + "loss", loss, shape);
    if (has(metric, LandscapeMetric::Accuracy))
        image.addDataset(place + "acc", percents(accuracy), shape);
}

/// Their means over the tasks of a split, if there are any.
template <typename Task>
void addMeans(Hdf5Image& image, Split split, const std::vector<const Task*>& tasks, const std::vector<std::size_t>& shape,
              LandscapeMetric metric)
{
    if (!tasks.empty())
        addMeasures(image, std::string("/").append(nameOf(split)).append("_"), meanOf(tasks, &Task::loss),
                    meanOf(tasks, &Task::accuracy), shape, metric);
}

template <typename Task>
void addMeansOfSplits(Hdf5Image& image, const std::vector<Task>& all, const std::vector<std::size_t>& shape,
                      LandscapeMetric metric)
{
    for (const Split split : {Split::Test, Split::Train}) {
        std::vector<const Task*> tasks;
        for (const Task& task : all)
            if (task.split == split)
                tasks.push_back(&task);
        addMeans(image, split, tasks, shape, metric);
    }
}

void addNotes(Hdf5Image& image, const std::vector<std::string>& notes)
{
    if (!notes.empty())  // HDF5 writes no attribute without values
        image.addAttribute("/", "notes", notes);
}

/// Standard deviations over several draws, and how many there are.
void addSpreads(Hdf5Image& image, const auto& landscape, const std::vector<std::size_t>& shape, LandscapeMetric metric)
{
    if (landscape.draws == 1)
        return;
    image.addAttribute("/", "draws", std::int64_t{landscape.draws});
    for (const auto& task : landscape.tasks) {
        const std::string place = placeOf(task.task, task.split);
        if (has(metric, LandscapeMetric::Loss))
            image.addDataset(place + "loss_spread", task.lossSpread, shape);
        if (has(metric, LandscapeMetric::Accuracy))
            image.addDataset(place + "acc_spread", percents(task.accuracySpread), shape);
    }
}

/// What is known of a task beside its loss and its accuracy.
void addDetails(Hdf5Image& image, const GridTask& task, std::vector<std::size_t> shape, LandscapeMetric metric)
{
    const std::string place = placeOf(task.task, task.split);
    if (has(metric, LandscapeMetric::Loss) && !task.lossError.empty())
        image.addDataset(place + "loss_error", task.lossError, shape);
    if (!has(metric, LandscapeMetric::Accuracy) || task.classes.empty())
        return;
    std::vector<double> all;
    for (const std::vector<double>& values : task.classAccuracy)
        all.insert(all.end(), values.begin(), values.end());
    shape.insert(shape.begin(), task.classes.size());
    image.addDataset(place + "classes", std::vector<std::int64_t>(task.classes.begin(), task.classes.end()));
    image.addDataset(place + "class_acc", percents(all), shape);
}

void addAnchors(Hdf5Image& image, const LandscapeGrid& grid, std::size_t dimensions)
{
    std::vector<std::string> names;
    std::vector<double> places, residuals;
    std::vector<std::int64_t> spans;
    for (const GridAnchor& anchor : grid.anchors) {
        names.push_back(anchor.name);
        places.insert(places.end(), anchor.place.begin(), anchor.place.begin() + static_cast<std::ptrdiff_t>(dimensions));
        residuals.push_back(anchor.residual);
        spans.push_back(anchor.spans ? 1 : 0);
    }
    image.addGroup("/anchors");
    image.addDataset("/anchors/names", names);
    image.addDataset("/anchors/places", places, {names.size(), dimensions});
    image.addDataset("/anchors/residuals", residuals, {names.size()});
    image.addDataset("/anchors/spans", spans);
    image.addDataset("/anchors/path", std::vector<std::int64_t>(grid.path.begin(), grid.path.end()));
}

/// The anchors' own scores, beside those of the grid.
void addAnchorScores(Hdf5Image& image, const LandscapeGrid& grid, std::size_t task, LandscapeMetric metric)
{
    constexpr double notScored = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> loss, accuracy;
    for (const GridAnchor& anchor : grid.anchors) {
        loss.push_back(task < anchor.loss.size() ? anchor.loss[task] : notScored);
        accuracy.push_back(task < anchor.accuracy.size() ? anchor.accuracy[task] : notScored);
    }
    addMeasures(image, placeOf(grid.tasks[task].task, grid.tasks[task].split) + "anchor_", loss, accuracy, {loss.size()}, metric);
}

}  // namespace

std::string hdf5File(const LandscapeLine& line, LandscapeMetric metric)
{
    Hdf5Image image;
    image.addAttribute("/", "chart", line.chart);
    addNotes(image, line.notes);
    image.addAttribute("/", "samples", std::int64_t{line.samples});
    image.addAttribute("/", "distance", line.distance);
    image.addDataset("/xcoordinates", line.t, {line.t.size()});
    addGroups(image, line.tasks);
    for (const LineTask& task : line.tasks) {
        addMeasures(image, placeOf(task.task, task.split), task.loss, task.accuracy, {line.t.size()}, metric);
        image.addAttribute("/task_" + std::to_string(task.task), nameOf(task.split) + "_barrier", task.barrier);
    }
    addSpreads(image, line, {line.t.size()}, metric);
    addMeansOfSplits(image, line.tasks, {line.t.size()}, metric);
    std::vector<std::string> names;
    std::vector<double> places;
    for (const LineAnchor& anchor : line.anchors) {
        names.push_back(anchor.name);
        places.push_back(anchor.t);
    }
    image.addGroup("/anchors");
    image.addDataset("/anchors/names", names);
    image.addDataset("/anchors/places", places, {places.size()});
    return image.bytes();
}

std::string hdf5File(const LandscapeGrid& grid, LandscapeMetric metric)
{
    const std::vector<std::size_t> shape = shapeOf(grid);
    Hdf5Image image;
    image.addAttribute("/", "chart", grid.chart);
    image.addAttribute("/", "samples", std::int64_t{grid.samples});
    addNotes(image, grid.notes);
    std::vector<std::string> labels;
    constexpr const char* names[] = {"/xcoordinates", "/ycoordinates", "/zcoordinates"};
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        image.addDataset(names[axis], grid.axes[axis].points, {grid.axes[axis].points.size()});
        labels.push_back(grid.axes[axis].label);
    }
    image.addAttribute("/", "labels", labels);
    addGroups(image, grid.tasks);
    for (std::size_t i = 0; i < grid.tasks.size(); ++i) {
        const GridTask& task = grid.tasks[i];
        addMeasures(image, placeOf(task.task, task.split), task.loss, task.accuracy, shape, metric);
        addDetails(image, task, shape, metric);
        addAnchorScores(image, grid, i, metric);
    }
    addSpreads(image, grid, shape, metric);
    addMeansOfSplits(image, grid.tasks, shape, metric);
    addAnchors(image, grid, shape.size());
    return image.bytes();
}

}  // namespace isthmus::engine
