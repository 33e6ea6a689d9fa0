#pragma once
#include "engine/results/measures.h"
#include "engine/results/statistics.h"
#include "engine/runs/stored_run.h"

namespace isthmus::engine {

/// Runs of one experiment that differ in nothing but their seed, their name and "execution" (which changes no weight, but the
/// measures taken while a task trains depend on its probes). A seed that is there twice counts once: the last run that has it.
struct RunGroup {
    std::vector<const StoredRun*> runs;

    const Json& experiment() const { return runs.front()->experiment; }
    /// The measure's value in each run that has learned all its tasks and has one; a run that diverged or goes on has no
    /// place in a mean.
    std::vector<double> values(const Measure& measure) const;
};

/// In the order in which the first run of each group comes.
std::vector<RunGroup> groupsOf(const std::vector<StoredRun>& runs);

/// Mean training time as a multiple of that of plain SGD on the same benchmark and processors, where `groups` has it. Times are
/// this machine's, and mean little when other work went on beside a run.
Measured secondsVsSgd(const RunGroup& group, const std::vector<RunGroup>& groups);

/// The measure as it stands at the run's last task.
Measured measured(const StoredRun& run, const Measure& measure);

/// "vanilla_ensemble of mc_sgd", "ewc, online", "sgd, parameters × 3": the method, and what else tells experiments apart at a
/// glance.
std::string methodName(const Json& experiment);
/// "rotated mnist"
std::string benchmarkName(const Json& experiment);

}  // namespace isthmus::engine
