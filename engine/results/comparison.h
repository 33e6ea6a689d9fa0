#pragma once
#include "engine/results/measures.h"
#include "engine/results/run_record.h"
#include "engine/results/statistics.h"

namespace isthmus::engine {

/// What a curve is drawn against.
enum class Against { Tasks, Steps, Seconds, Operations };

/// Which value of a run stands for it: the one after its last task, or the best or worst of those after each task.
enum class Reduction { Last, Best, Worst };

/// "last", "best", "worst".
const char* word(Reduction reduction);

/// One set of runs as a curve: the mean over its runs, where at least one has a value.
struct ComparedCurve {
    std::string label;
    std::vector<double> x = {};  ///< strictly ascending
    std::vector<Spread> y = {};  ///< a value for each x
};

/// Curves of several sets of runs with what stands at the axes.
struct ComparedCurves {
    std::string title;        ///< "Average accuracy"
    std::string xLabel = {};  ///< with its unit: "After task", "Optimiser steps", "Training time (s)"
    std::string yLabel;       ///< with its unit, in which y is: "Average accuracy (%)"
    Band band = Band::Deviation;
    std::string definition = {};             ///< formula, band, n and what x is, in a few sentences
    std::vector<ComparedCurve> curves = {};  ///< one for each set, in their order
};

/// A measure after each task. `against` Steps, Seconds and Operations: where the task ended, mean over the set's runs; the time
/// is known of whole runs alone and shared out among their tasks by operations. Where x would fall, because a run ended
/// before, the point is left out.
ComparedCurves measureCurves(const std::vector<RunSet>& sets, const Measure& measure, Against against, Band band);

/// Training loss. The runs of a set are compared at the steps of the one with most samples, between the samples of the others
/// on straight lines. Against anything but steps, places inside a task are shared out by steps, and the curve ends with the last
/// task that was learned. `smoothing` as in smoothed(), of each run before the mean; 0 draws what was measured.
ComparedCurves lossCurves(const std::vector<RunSet>& sets, double smoothing, Band band, Against against = Against::Steps);

/// The exponential moving average of values in their order, its start corrected for: s_k = smoothing * s_{k-1} +
/// (1 - smoothing) * y_k with s_0 = 0, of which s_k / (1 - smoothing^k) is returned. `smoothing` in [0, 1). What is not finite is
/// passed over and stays as it is.
std::vector<double> smoothed(std::vector<double> values, double smoothing);

/// One number of a set, in the measure's own unit, each run reduced as asked for; best and worst follow Measure::better, where
/// that is Neither the higher value is the best. Runs that have not learned all their tasks, or have no value, do not count.
Spread reduced(const RunSet& set, const Measure& measure, Reduction reduction, Band band);

/// The mean over the runs of a set that have measured a cell; as many tasks as the run with most has.
AccuracyMatrix meanAccuracy(const RunSet& set);
/// a - b where both are known.
TaskMatrix difference(const TaskMatrix& a, const TaskMatrix& b);

}  // namespace isthmus::engine
