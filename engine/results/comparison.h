#pragma once
#include "engine/results/measures.h"
#include "engine/results/run_record.h"
#include "engine/results/statistics.h"

namespace isthmus::engine {

/// What a curve is drawn against.
enum class Against { Tasks, Steps, Seconds, Operations };

/// Which value of a run stands for it.
enum class Reduction { Last, Best, Worst };

/// "last", "best", "worst".
const char* word(Reduction reduction);

/// One set of runs as a curve: the mean over its runs, where at least one has a value.
struct ComparedCurve {
    std::string label;
    std::vector<double> x;  ///< ascending
    std::vector<Spread> y;  ///< a value for each x
};

/// Curves of several sets of runs with what stands at the axes.
struct ComparedCurves {
    std::string title;   ///< "Average accuracy"
    std::string xLabel;  ///< with its unit: "task", "optimiser steps", "training time, s"
    std::string yLabel;  ///< with its unit: "average accuracy, %"
    Band band = Band::Deviation;
    std::string definition;  ///< formula, band and n in a sentence or two
    std::vector<ComparedCurve> curves;
};

/// A measure after each task. `against` Steps, Seconds and Operations: where the task ended, mean over the set's runs.
ComparedCurves measureCurves(const std::vector<RunSet>& sets, const Measure& measure, Against against, Band band);
/// Training loss against optimiser steps; `smoothing` in [0, 1): s_k = smoothing * s_{k-1} + (1 - smoothing) * y_k with the
/// start corrected for (handbook: compare.md); 0 draws what was measured.
ComparedCurves lossCurves(const std::vector<RunSet>& sets, double smoothing, Band band);

/// One number of a set, each run reduced as asked for.
Spread reduced(const RunSet& set, const Measure& measure, Reduction reduction, Band band);

}  // namespace isthmus::engine
