#include "engine/landscapes/forecast.h"

#include "engine/landscapes/grid_filling.h"

#include <algorithm>
#include <chrono>

namespace isthmus::engine {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double enoughSeconds = 0.1;  // of measuring
constexpr std::int64_t fewestImages = 8;
constexpr std::int64_t mostImages = 1000;

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

/// That a point is scored with, those included that statistics are computed from.
std::int64_t imagesOf(const TaskExamples& task, const Model& model)
{
    return task.test.examples.count() + (model.recomputesStatistics() ? task.test.calibration.size(0) : 0);
}

/// As few examples of a task as take some hundredths of a second a point.
TaskExamples fewOf(const TaskExamples& task, const Model& model)
{
    const double operations = task.test.examples.images.device().is_cpu() ? 1e9 : 1e11;
    const auto images = std::clamp(static_cast<std::int64_t>(operations / model.forwardOperations()), fewestImages, mostImages);
    TaskExamples few{task.task, {task.test.examples.first(images), {}}, task.split};
    if (const at::Tensor& all = task.test.calibration; all.defined())
        few.test.calibration = all.narrow(0, 0, std::min(images, all.size(0)));
    return few;
}

/// Seconds that a point takes, from more and more of the first row's.
double secondsPerPoint(const Chart& chart, LandscapeScorer& scorer, const std::stop_token& stop)
{
    std::vector<std::size_t> columns;
    for (std::size_t column = 0; column < chart.blank.columns(); ++column)
        if (chart.blank.hasPoint(column))
            columns.push_back(column);
    for (std::size_t count = 1;; count = std::min(2 * count, columns.size())) {
        const Clock::time_point begin = Clock::now();
        for (const PointRow& row : pointRows(chart, 0, {columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(count)}))
            scorer.score(row, stop);
        const double seconds = secondsSince(begin);
        if (seconds > enoughSeconds || count == columns.size())
            return seconds / static_cast<double>(count);
    }
}

}  // namespace

LandscapeForecast forecast(const Classifier& network, const Chart& chart, const std::vector<TaskExamples>& tasks, bool perClass,
                           std::stop_token stop)
{
    std::size_t points = 0;
    for (std::size_t point = 0; point < chart.blank.size(); ++point)
        points += chart.blank.hasPoint(point) ? 1 : 0;
    const auto draws = static_cast<std::size_t>(chart.blank.draws);
    double examples = 0.0;
    double images = 0.0;
    double numbers = 0.0;  // the grid's, a point
    for (const TaskExamples& task : tasks) {
        examples += static_cast<double>(task.test.examples.count());
        images += static_cast<double>(imagesOf(task, *network.model));
        numbers +=
            (draws > 1 ? 4.0 : 3.0) + (perClass ? at::bincount(task.test.examples.labels).gt(0).sum().item<double>() : 0.0);
    }
    const auto widths = network.model->perceptronWidths();
    const double kept =
        widths.size() > 2 ? static_cast<double>(chart.networks.size()) * examples * static_cast<double>(widths[1]) : 0.0;

    const std::vector<TaskExamples> few{fewOf(tasks.front(), *network.model)};
    const Clock::time_point begin = Clock::now();
    const std::unique_ptr<LandscapeScorer> scorer = makeScorer(network, chart.networks, few, stop);
    const double arranging = secondsSince(begin);
    const double scoring = secondsPerPoint(chart, *scorer, stop) * static_cast<double>(points);
    const double times = images / static_cast<double>(imagesOf(few.front(), *network.model)) * static_cast<double>(draws);
    return {.points = points * draws,
            .seconds = (arranging + scoring) * times,
            .megabytes = (static_cast<double>(points) * numbers * sizeof(double) + kept * sizeof(float)) / 1e6};
}

}  // namespace isthmus::engine
