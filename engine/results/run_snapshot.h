#pragma once
#include "engine/results/run_results.h"
#include "engine/results/training_trace.h"

#include <memory>
#include <string>

namespace isthmus::engine {

enum class RunState {
    Idle,
    Preparing,
    Running,
    Paused,
    Stopping,
    Stopped,  ///< by the user
    Done,
    Diverged,
    Failed,
    Lost,  ///< its process is gone and left no word of an end
};

/// "idle", "preparing", … : the word in files and on screen.
const char* name(RunState state);
/// True when nothing more will happen in this run by itself.
bool finished(RunState state);
/// True for a run that ended before its end and can go on as it is; one that diverged wants another learning rate first.
bool canBeResumed(RunState state);

/// Where a run is and how fast it goes.
struct RunProgress {
    int task = 0;  ///< the current task, from 1; 0 before the first
    int tasks = 0;
    std::string phase;           ///< "learn", "connect", "evaluate"; empty between
    std::int64_t phaseStep = 0;  ///< steps done in this phase
    std::int64_t phaseSteps = 0;
    std::int64_t step = 0;        ///< steps done in the run
    std::int64_t steps = 0;       ///< steps in the whole run
    double stepsPerSecond = 0.0;  ///< over the last few seconds; 0 when unknown
    double secondsLeft = -1.0;    ///< negative when unknown
};

/// Everything a viewer shows of a run at one moment; immutable, shared between threads by pointer.
struct RunSnapshot {
    std::uint64_t runId = 0;  ///< which start of a session this belongs to; stale ones are dropped
    std::string name;         ///< the experiment's name
    std::string folder;       ///< the run folder's path
    RunState state = RunState::Idle;
    std::string message;  ///< one line for stopped, diverged and failed runs
    RunProgress progress;
    std::shared_ptr<const RunResults> results = std::make_shared<RunResults>();
    std::shared_ptr<const TrainingTrace> trace = std::make_shared<TrainingTrace>();
    double secondsSinceCheckpoint = -1.0;  ///< negative before the first

    const AccuracyMatrix& accuracy() const { return results->accuracy; }
};

using RunSnapshotPtr = std::shared_ptr<const RunSnapshot>;

}  // namespace isthmus::engine
