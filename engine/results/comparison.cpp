#include "engine/results/comparison.h"

#include "engine/results/curve_places.h"
#include "engine/results/text_table.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace isthmus::engine {

namespace {

double mean(const std::vector<double>& values) { return spreadOf(values, Band::Deviation).mean; }

int mostTasks(const RunSet& set)
{
    int most = 0;
    for (const ComparedRun& run : set.runs)
        most = std::max(most, run.snapshot->accuracy().tasks());
    return most;
}

/// Power of ten, a multiple of three, that leaves one to three digits before the point; not below 0.
int thousands(double value) { return value >= 1000.0 ? 3 * static_cast<int>(std::floor(std::log10(value) / 3.0 + 1e-12)) : 0; }

std::string superscript(int number)
{
    static constexpr std::string_view digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string text;
    for (const char digit : std::to_string(number))
        text += digits[digit - '0'];
    return text;
}

std::optional<double> reducedRun(const RunResults& results, const Measure& measure, Reduction reduction)
{
    const int learned = results.accuracy.learned();
    if (learned < 1 || learned < results.accuracy.tasks())
        return std::nullopt;
    if (reduction == Reduction::Last)
        return measure.compute(results, learned).value;
    const bool highest = (reduction == Reduction::Best) == (measure.better != Better::Lower);
    std::optional<double> found;
    for (int t = 1; t <= learned; ++t)
        if (const auto value = measure.compute(results, t).value)
            found = !found ? *value : highest ? std::max(*found, *value) : std::min(*found, *value);
    return found;
}

}  // namespace

const char* word(Reduction reduction)
{
    switch (reduction) {
    case Reduction::Last:
        return "last";
    case Reduction::Best:
        return "best";
    case Reduction::Worst:
        break;
    }
    return "worst";
}

std::vector<std::optional<double>> taskEnds(const RunResults& results, Against against)
{
    const auto tasks = static_cast<std::size_t>(results.accuracy.tasks());
    std::vector<std::optional<double>> ends(tasks);
    for (std::size_t t = 0; t < tasks; ++t) {
        const auto& cost = results.cost[t];
        if (against == Against::Tasks)
            ends[t] = static_cast<double>(t + 1);
        else if (cost && against == Against::Steps)
            ends[t] = static_cast<double>(cost->steps);
        else if (cost && against == Against::Operations)
            ends[t] = cost->trainingOperations;
        else if (cost && results.time && results.cost.back())
            ends[t] = results.time->trainingSeconds * cost->trainingOperations / results.cost.back()->trainingOperations;
    }
    return ends;
}

void labelHorizontalAxis(ComparedCurves& curves, Against against)
{
    static constexpr const char* labels[] = {"After task", "Optimiser steps", "Training time (s)", "Training operations"};
    curves.xLabel = labels[static_cast<int>(against)];
    if (against != Against::Operations)
        return;
    double most = 0.0;
    for (const ComparedCurve& curve : curves.curves)
        most = std::max(most, curve.x.empty() ? 0.0 : curve.x.back());
    const int power = thousands(most);
    for (ComparedCurve& curve : curves.curves)
        for (double& x : curve.x)
            x /= std::pow(10.0, power);
    if (power > 0)
        curves.xLabel += " (10" + superscript(power) + ")";
}

std::string curveNotes(const std::vector<RunSet>& sets, Band band, Against against)
{
    std::size_t least = sets.empty() ? 0 : sets.front().runs.size(), most = 0;
    for (const RunSet& set : sets) {
        least = std::min(least, set.runs.size());
        most = std::max(most, set.runs.size());
    }
    std::string notes = "Each curve is the mean over the runs of a set, n = " + std::to_string(least);
    if (most != least)
        notes += " to " + std::to_string(most);
    notes += most > 1 ? "; the band is ± " + std::string(description(band)) + "." : "; of one run there is no band.";
    if (against == Against::Seconds)
        notes += " The time is that of the optimiser steps of the whole run on its machine, shared out among its tasks by their "
                 "floating-point operations; only runs that have learned all their tasks have it.";
    else if (against == Against::Operations)
        notes += " Operations are the floating-point operations of all optimiser steps, counted from the architecture.";
    return notes;
}

void addPoint(ComparedCurve& curve, double x, const Spread& y)
{
    if (!curve.x.empty() && x <= curve.x.back())
        return;
    curve.x.push_back(x);
    curve.y.push_back(y);
}

ComparedCurves measureCurves(const std::vector<RunSet>& sets, const Measure& measure, Against against, Band band)
{
    ComparedCurves all{.title = measure.label, .yLabel = heading(measure), .band = band};
    for (const RunSet& set : sets) {
        ComparedCurve curve{.label = set.label};
        std::vector<std::vector<std::optional<double>>> ends;
        for (const ComparedRun& run : set.runs)
            ends.push_back(taskEnds(*run.snapshot->results, against));
        for (int t = 1; t <= mostTasks(set); ++t) {
            std::vector<double> xs, ys;
            for (std::size_t r = 0; r < set.runs.size(); ++r) {
                const RunResults& results = *set.runs[r].snapshot->results;
                if (t > results.accuracy.learned())
                    continue;
                const auto x = ends[r][static_cast<std::size_t>(t - 1)];
                const auto value = measure.compute(results, t).value;
                if (!x || !value)
                    continue;
                xs.push_back(*x);
                ys.push_back(*value * shownScale(measure.unit));
            }
            if (!ys.empty())
                addPoint(curve, mean(xs), spreadOf(ys, band));
        }
        all.curves.push_back(std::move(curve));
    }
    labelHorizontalAxis(all, against);
    all.definition = std::string(measure.label) + " after task t: " + measure.formula + ". " + curveNotes(sets, band, against);
    return all;
}

Spread reduced(const RunSet& set, const Measure& measure, Reduction reduction, Band band)
{
    std::vector<double> values;
    for (const ComparedRun& run : set.runs)
        if (const auto value = reducedRun(*run.snapshot->results, measure, reduction))
            values.push_back(*value);
    return spreadOf(values, band);
}

AccuracyMatrix meanAccuracy(const RunSet& set)
{
    const int tasks = mostTasks(set);
    AccuracyMatrix means(tasks);
    for (int t = 1; t <= tasks; ++t)
        for (int i = 1; i <= tasks; ++i) {
            std::vector<double> values;
            for (const ComparedRun& run : set.runs) {
                const AccuracyMatrix& accuracy = run.snapshot->accuracy();
                if (const auto value = std::max(t, i) <= accuracy.tasks() ? accuracy.at(t, i) : std::nullopt)
                    values.push_back(*value);
            }
            if (!values.empty())
                means.set(t, i, mean(values));
        }
    return means;
}

TaskMatrix difference(const TaskMatrix& a, const TaskMatrix& b)
{
    TaskMatrix result(std::min(a.tasks(), b.tasks()));
    for (int t = 1; t <= result.tasks(); ++t)
        for (int i = 1; i <= result.tasks(); ++i)
            if (a.at(t, i) && b.at(t, i))
                result.set(t, i, *a.at(t, i) - *b.at(t, i));
    return result;
}

}  // namespace isthmus::engine
