#include "widgets/landscape/grid_values.h"

#include "widgets/landscape/measure_words.h"
#include "widgets/theme/number_format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus::widgets {

namespace {

using Measure = GridShowing::Measure;
using Scale = GridShowing::Scale;
using Tasks = GridShowing::Tasks;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr double clippedShare = 0.9;

/// The grid's tasks that are looked at, by their places.
std::vector<std::size_t> wanted(const engine::LandscapeGrid& grid, const GridShowing& showing)
{
    std::vector<std::size_t> places;
    for (std::size_t t = 0; t < grid.tasks.size(); ++t)
        if (counts(grid.tasks[t], showing))
            places.push_back(t);
    return places;
}

/// Brings the values of several tasks together; NaN where one of them is missing.
double together(const std::vector<double>& values, const GridShowing& showing)
{
    if (std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); }))
        return nothing;
    if (showing.tasks == Tasks::Worst)
        return wordsOf(showing.measure).highIsGood ? *std::min_element(values.begin(), values.end())
                                                   : *std::max_element(values.begin(), values.end());
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

double worseOf(double a, double b, Measure measure)
{
    if (std::isnan(a) || std::isnan(b))
        return nothing;
    return wordsOf(measure).highIsGood ? std::min(a, b) : std::max(a, b);
}

/// The values of the grid after its first task, after its second, and so on.
std::vector<double> valuesAfterEach(const engine::LandscapeGrid& grid, GridShowing showing)
{
    showing.upTo = 0;
    std::vector<std::size_t> places = wanted(grid, showing);
    std::sort(places.begin(), places.end(),
              [&](std::size_t a, std::size_t b) { return grid.tasks[a].task < grid.tasks[b].task; });
    std::vector<double> all, running;
    for (std::size_t k = 0; k < places.size(); ++k) {
        const engine::GridTask& task = grid.tasks[places[k]];
        const std::vector<double>& scores = scoresOf(task, showing.measure);
        for (std::size_t at = 0; at < std::min(scores.size(), grid.size()); ++at) {
            if (k == 0)
                running.push_back(scores[at]);
            else if (at < running.size())
                running[at] =
                    showing.tasks == Tasks::Mean ? running[at] + scores[at] : worseOf(running[at], scores[at], showing.measure);
        }
        const double count = showing.tasks == Tasks::Mean ? static_cast<double>(k + 1) : 1.0;
        for (const double value : running)
            all.push_back(value / count);
    }
    return all;
}

QString splitText(engine::Split split)
{
    return split == engine::Split::Test ? QCoreApplication::translate("GridValues", "test")
                                        : QCoreApplication::translate("GridValues", "training");
}

QString unitText(Measure measure)
{
    return isPercent(measure) ? QStringLiteral("%") : QCoreApplication::translate("GridValues", "nats");
}

double onScale(double value, Scale scale) { return scale == Scale::Logarithmic ? std::log(value) : value; }

}  // namespace

const std::vector<double>& scoresOf(const engine::GridTask& task, Measure measure) { return task.*wordsOf(measure).scores; }

bool isPercent(Measure measure) { return wordsOf(measure).percent; }

bool counts(const engine::GridTask& task, const GridShowing& showing)
{
    if (task.split != showing.split)
        return false;
    return showing.tasks == Tasks::One ? task.task == showing.task : showing.upTo == 0 || task.task <= showing.upTo;
}

std::vector<double> gridValues(const engine::LandscapeGrid& grid, const GridShowing& showing)
{
    const std::vector<std::size_t> places = wanted(grid, showing);
    if (places.empty())
        return {};
    std::vector<double> values(grid.size(), nothing);
    std::vector<double> ofTasks(places.size());
    for (std::size_t point = 0; point < values.size(); ++point) {
        for (std::size_t i = 0; i < places.size(); ++i) {
            const engine::GridTask& task = grid.tasks[places[i]];
            const std::vector<double>& scores = scoresOf(task, showing.measure);
            ofTasks[i] = point < scores.size() ? scores[point] : nothing;
        }
        values[point] = together(ofTasks, showing);
    }
    return values;
}

std::optional<double> anchorValue(const engine::LandscapeGrid& grid, const engine::GridAnchor& anchor, const GridShowing& showing)
{
    const auto ofAnchor = wordsOf(showing.measure).ofAnchor;
    const std::vector<std::size_t> places = wanted(grid, showing);
    if (places.empty() || ofAnchor == nullptr || (anchor.*ofAnchor).size() != grid.tasks.size())
        return std::nullopt;
    std::vector<double> ofTasks;
    for (const std::size_t place : places)
        ofTasks.push_back((anchor.*ofAnchor)[place]);
    const double value = together(ofTasks, showing);
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

ValueRange rangeOf(const std::vector<double>& values, Scale scale)
{
    std::vector<double> finite;
    for (const double value : values)
        if (std::isfinite(value) && (scale != Scale::Logarithmic || value > 0.0))
            finite.push_back(value);
    if (finite.empty())
        return scale == Scale::Logarithmic ? ValueRange{0.1, 1.0} : ValueRange{};
    const auto [lowest, highest] = std::minmax_element(finite.begin(), finite.end());
    const double low = *lowest;
    double high = *highest;
    if (scale == Scale::Clipped) {
        const auto last = static_cast<double>(finite.size() - 1);
        const auto kept = finite.begin() + static_cast<std::ptrdiff_t>(std::floor(clippedShare * last));
        std::nth_element(finite.begin(), kept, finite.end());
        high = *kept;
    }
    if (high > low)
        return {low, high};
    const double width = std::max(1e-9, std::abs(high) * 1e-3);
    return scale == Scale::Logarithmic ? ValueRange{high / (1.0 + 1e-3), high * (1.0 + 1e-3)}
                                       : ValueRange{high - width, high + width};
}

ValueRange rangeOf(const engine::LandscapeGrid& grid, const GridShowing& showing)
{
    if (showing.span == GridShowing::Span::Picture)
        return rangeOf(gridValues(grid, showing), showing.scale);
    return showing.tasks == Tasks::One ? rangeOfTasks(grid, showing) : rangeOf(valuesAfterEach(grid, showing), showing.scale);
}

std::vector<double> valuesOfTasks(const engine::LandscapeGrid& grid, const GridShowing& showing)
{
    std::vector<double> all;
    for (const engine::GridTask& task : grid.tasks)
        if (task.split == showing.split) {
            const std::vector<double>& scores = scoresOf(task, showing.measure);
            all.insert(all.end(), scores.begin(), scores.end());
        }
    return all;
}

ValueRange rangeOfTasks(const engine::LandscapeGrid& grid, const GridShowing& showing)
{
    return rangeOf(valuesOfTasks(grid, showing), showing.scale);
}

Beyond beyond(const std::vector<double>& values, ValueRange range)
{
    const double rounding = 1e-9 * (range.high - range.low);
    const auto any = [&](auto lies) { return std::any_of(values.begin(), values.end(), lies); };
    return {.below = any([&](double value) { return value < range.low - rounding; }),
            .above = any([&](double value) { return value > range.high + rounding; })};
}

double shareOf(double value, ValueRange range, Scale scale)
{
    if (std::isnan(value))
        return nothing;
    if (scale == Scale::Logarithmic && value <= 0.0)
        return 0.0;
    const double low = onScale(range.low, scale);
    return std::clamp((onScale(value, scale) - low) / (onScale(range.high, scale) - low), 0.0, 1.0);
}

double valueAt(double share, ValueRange range, Scale scale)
{
    const double low = onScale(range.low, scale);
    const double value = low + share * (onScale(range.high, scale) - low);
    return scale == Scale::Logarithmic ? std::exp(value) : value;
}

QString showingText(const engine::LandscapeGrid& grid, const GridShowing& showing)
{
    const MeasureWords& words = wordsOf(showing.measure);
    const QString split = splitText(showing.split);
    const QString unit = unitText(showing.measure);
    const std::vector<std::size_t> places = wanted(grid, showing);
    const bool isMean = showing.tasks == Tasks::Mean;
    if (showing.tasks != Tasks::One && showing.upTo > 0)
        return measureText(isMean ? words.meanAfter : words.worstAfter).arg(showing.upTo).arg(split, unit);
    if (showing.tasks == Tasks::One || places.size() == 1)
        return measureText(words.one).arg(places.size() == 1 ? grid.tasks[places[0]].task : showing.task).arg(split, unit);
    return measureText(isMean ? words.mean : words.worst).arg(static_cast<int>(places.size())).arg(split, unit);
}

QString tasksText(const GridShowing& showing)
{
    return measureText(wordsOf(showing.measure).each).arg(splitText(showing.split), unitText(showing.measure));
}

QString gridValueText(double value, Measure measure)
{
    return isPercent(measure) ? accuracyText(value) : QCoreApplication::translate("GridValues", "%1 nats").arg(lossText(value));
}

}  // namespace isthmus::widgets
