#include "engine/results/curve_places.h"
#include "engine/results/text_table.h"

#include <algorithm>
#include <cmath>

namespace isthmus::engine {

namespace {

/// The losses of one run, looked up at steps that only grow.
class LossReader {
public:
    LossReader(const RunSnapshot& run, double smoothing, Against against)
        : samples_(run.trace->loss), stepEnds_(taskEnds(*run.results, Against::Steps)), ends_(taskEnds(*run.results, against))
    {
        if (smoothing <= 0.0)
            return;
        smoothed_.reserve(samples_.size());
        for (const LossSample& sample : samples_)
            smoothed_.push_back(sample.loss);
        smoothed_ = engine::smoothed(std::move(smoothed_), smoothing);
    }

    /// On the straight line between two samples; nothing before the first, beyond the last, and beside what is not finite.
    std::optional<double> lossAt(std::int64_t step)
    {
        while (at_ < samples_.size() && samples_[at_].step < step)
            ++at_;
        if (at_ == samples_.size() || (at_ == 0 && samples_[0].step > step))
            return std::nullopt;
        const double here = loss(at_);
        double value = here;
        if (samples_[at_].step > step) {
            const double share =
                static_cast<double>(samples_[at_].step - step) / static_cast<double>(samples_[at_].step - samples_[at_ - 1].step);
            value = here + share * (loss(at_ - 1) - here);
        }
        return std::isfinite(value) ? std::optional(value) : std::nullopt;
    }

    /// The place on the axis of a step inside a task whose end is known.
    std::optional<double> placeOf(std::int64_t step)
    {
        const auto wanted = static_cast<double>(step);
        while (task_ < stepEnds_.size() && stepEnds_[task_] && *stepEnds_[task_] < wanted)
            ++task_;
        if (task_ == stepEnds_.size() || !stepEnds_[task_] || !ends_[task_])
            return std::nullopt;
        const double firstStep = task_ == 0 ? 0.0 : *stepEnds_[task_ - 1];
        const double first = task_ == 0 ? 0.0 : *ends_[task_ - 1];
        return first + (wanted - firstStep) / (*stepEnds_[task_] - firstStep) * (*ends_[task_] - first);
    }

private:
    double loss(std::size_t sample) const { return smoothed_.empty() ? samples_[sample].loss : smoothed_[sample]; }

    const std::vector<LossSample>& samples_;
    std::vector<double> smoothed_;  ///< empty: as measured
    std::vector<std::optional<double>> stepEnds_;
    std::vector<std::optional<double>> ends_;
    std::size_t at_ = 0;
    std::size_t task_ = 0;
};

/// The samples of the run with most of them.
const std::vector<LossSample>& gridOf(const RunSet& set)
{
    const auto most = std::max_element(set.runs.begin(), set.runs.end(), [](const ComparedRun& a, const ComparedRun& b) {
        return a.snapshot->trace->loss.size() < b.snapshot->trace->loss.size();
    });
    return most->snapshot->trace->loss;
}

ComparedCurve lossCurve(const RunSet& set, double smoothing, Band band, Against against)
{
    ComparedCurve curve{.label = set.label};
    if (set.runs.empty())
        return curve;
    std::vector<LossReader> readers;
    for (const ComparedRun& run : set.runs)
        readers.emplace_back(*run.snapshot, smoothing, against);
    const std::vector<LossSample>& grid = gridOf(set);
    curve.x.reserve(grid.size());
    curve.y.reserve(grid.size());
    std::vector<double> values;
    for (const LossSample& sample : grid) {
        values.clear();
        double places = 0.0;
        for (LossReader& reader : readers) {
            const auto loss = reader.lossAt(sample.step);
            const auto place =
                against == Against::Steps ? std::optional(static_cast<double>(sample.step)) : reader.placeOf(sample.step);
            if (!loss || !place)
                continue;
            values.push_back(*loss);
            places += *place;
        }
        if (!values.empty())
            addPoint(curve, places / static_cast<double>(values.size()), spreadOf(values, band));
    }
    return curve;
}

std::string definitionOf(double smoothing)
{
    std::string text =
        "Training loss: mean cross-entropy in nats of the training batches, over the steps since the sample before. ";
    if (smoothing > 0.0)
        text += "Smoothed: s_k = " + formatted(smoothing, "%g") + " s_{k−1} + " + formatted(1.0 - smoothing, "%g")
                + " y_k over the samples y_k of each run, drawn as s_k / (1 − " + formatted(smoothing, "%g") + "^k). ";
    return text;
}

}  // namespace

std::vector<double> smoothed(std::vector<double> values, double smoothing)
{
    double state = 0.0, weight = 0.0;  // weight = 1 - smoothing^k
    for (double& value : values) {
        if (!std::isfinite(value))
            continue;
        state = smoothing * state + (1.0 - smoothing) * value;
        weight = smoothing * weight + (1.0 - smoothing);
        value = state / weight;
    }
    return values;
}

ComparedCurves lossCurves(const std::vector<RunSet>& sets, double smoothing, Band band, Against against)
{
    ComparedCurves all{.title = "Training loss", .yLabel = "Training loss (nats)", .band = band};
    for (const RunSet& set : sets)
        all.curves.push_back(lossCurve(set, smoothing, band, against));
    labelHorizontalAxis(all, against);
    if (against == Against::Tasks)
        all.xLabel = "Tasks learned";
    all.definition = definitionOf(smoothing) + curveNotes(sets, band, against);
    return all;
}

}  // namespace isthmus::engine
