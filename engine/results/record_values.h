#pragma once
#include "engine/results/comparison.h"

namespace isthmus::engine {

/// The value that stands for a run: after its last task, or the best or worst one after any of its tasks. The best of a measure
/// that is neither better high nor low is its highest. Nothing where the measure is undefined; of one that is known after the
/// last task alone, that value.
std::optional<double> reducedValue(const RunRecord& run, const Measure& measure, Reduction reduction);

/// What becomes of several runs in one row: the runs that have learned all their tasks, and of two with the same options and
/// seed the one started last. A run that goes on or was cut short has no place in a mean.
std::vector<const RunRecord*> countedRuns(const std::vector<const RunRecord*>& runs);

/// Mean over countedRuns() that have a value; n = 0 when none has.
Spread reducedSpread(const std::vector<const RunRecord*>& runs, const Measure& measure, Reduction reduction, Band band);

/// What runs of one group have in common: the options of these paths with their values, or, when there are none, every option
/// but the seed, the name and those of "execution", which change no result.
std::string groupKey(const RunRecord& run, const std::vector<std::string>& by);

}  // namespace isthmus::engine
