#include "widgets/landscape/grid_values.h"

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
        return showing.measure == Measure::Loss ? *std::max_element(values.begin(), values.end())
                                                : *std::min_element(values.begin(), values.end());
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

double worseOf(double a, double b, Measure measure)
{
    if (std::isnan(a) || std::isnan(b))
        return nothing;
    return measure == Measure::Loss ? std::max(a, b) : std::min(a, b);
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
        const std::vector<double>& scores = showing.measure == Measure::Loss ? task.loss : task.accuracy;
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

double onScale(double value, Scale scale) { return scale == Scale::Logarithmic ? std::log(value) : value; }

}  // namespace

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
            const std::vector<double>& scores = showing.measure == Measure::Loss ? task.loss : task.accuracy;
            ofTasks[i] = point < scores.size() ? scores[point] : nothing;
        }
        values[point] = together(ofTasks, showing);
    }
    return values;
}

std::optional<double> anchorValue(const engine::LandscapeGrid& grid, const engine::GridAnchor& anchor, const GridShowing& showing)
{
    const std::vector<double>& scores = showing.measure == Measure::Loss ? anchor.loss : anchor.accuracy;
    const std::vector<std::size_t> places = wanted(grid, showing);
    if (places.empty() || scores.size() != grid.tasks.size())
        return std::nullopt;
    std::vector<double> ofTasks;
    for (const std::size_t place : places)
        ofTasks.push_back(scores[place]);
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
    if (showing.tasks == Tasks::One)
        return rangeOf(gridValues(grid, showing), showing.scale);
    return rangeOf(valuesAfterEach(grid, showing), showing.scale);
}

ValueRange rangeOfTasks(const engine::LandscapeGrid& grid, const GridShowing& showing)
{
    std::vector<double> all;
    for (const engine::GridTask& task : grid.tasks)
        if (task.split == showing.split) {
            const std::vector<double>& scores = showing.measure == Measure::Loss ? task.loss : task.accuracy;
            all.insert(all.end(), scores.begin(), scores.end());
        }
    return rangeOf(all, showing.scale);
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
    const auto tr = [](const char* text) { return QCoreApplication::translate("GridValues", text); };
    const QString split = showing.split == engine::Split::Test ? tr("test") : tr("training");
    const QString unit = showing.measure == Measure::Loss ? tr("nats") : QStringLiteral("%");
    const bool loss = showing.measure == Measure::Loss;
    const std::vector<std::size_t> places = wanted(grid, showing);
    if (showing.tasks != Tasks::One && showing.upTo > 0) {
        const char* text = showing.tasks == Tasks::Mean
                               ? (loss ? QT_TRANSLATE_NOOP("GridValues", "Mean loss after task %1 (%2), %3")
                                       : QT_TRANSLATE_NOOP("GridValues", "Mean accuracy after task %1 (%2), %3"))
                               : (loss ? QT_TRANSLATE_NOOP("GridValues", "Worst loss after task %1 (%2), %3")
                                       : QT_TRANSLATE_NOOP("GridValues", "Worst accuracy after task %1 (%2), %3"));
        return tr(text).arg(showing.upTo).arg(split, unit);
    }
    if (showing.tasks == Tasks::One || places.size() == 1)
        return (loss ? tr("Loss of task %1 (%2), %3") : tr("Accuracy on task %1 (%2), %3"))
            .arg(places.size() == 1 ? grid.tasks[places[0]].task : showing.task)
            .arg(split, unit);
    const auto count = static_cast<int>(places.size());
    const char* text = showing.tasks == Tasks::Mean
                           ? (loss ? QT_TRANSLATE_NOOP("GridValues", "Mean loss over %1 tasks (%2), %3")
                                   : QT_TRANSLATE_NOOP("GridValues", "Mean accuracy over %1 tasks (%2), %3"))
                           : (loss ? QT_TRANSLATE_NOOP("GridValues", "Worst loss of %1 tasks (%2), %3")
                                   : QT_TRANSLATE_NOOP("GridValues", "Worst accuracy of %1 tasks (%2), %3"));
    return tr(text).arg(count).arg(split, unit);
}

QString tasksText(const GridShowing& showing)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("GridValues", text); };
    const QString split = showing.split == engine::Split::Test ? tr("test") : tr("training");
    return showing.measure == Measure::Loss ? tr("Loss of each task (%1), nats").arg(split)
                                            : tr("Accuracy on each task (%1), %2").arg(split, QStringLiteral("%"));
}

QString gridValueText(double value, Measure measure)
{
    return measure == Measure::Accuracy ? accuracyText(value)
                                        : QCoreApplication::translate("GridValues", "%1 nats").arg(lossText(value));
}

}  // namespace isthmus::widgets
