#include "engine/runs/stored_run.h"

#include "engine/error.h"
#include "engine/runs/events.h"
#include "engine/runs/experiment.h"
#include "engine/runs/resume_point.h"

namespace isthmus::engine {

namespace {

/// A run without a summary: somebody is writing it, or it was interrupted.
void describeUnfinished(const RunFolder& folder, RunSnapshot& snapshot)
{
    if (RunLock::heldBySomebody(folder)) {
        snapshot.state = RunState::Running;
        snapshot.message = "another program is running it";
        return;
    }
    snapshot.state = RunState::Stopped;
    bool byUser = false;
    if (std::filesystem::exists(folder.resume()))
        byUser = readResumePoint(folder.resume()).stopped;
    snapshot.message = byUser ? "stopped; it can be resumed" : "interrupted; it can be resumed";
}

}  // namespace

StoredRun readRun(const RunFolder& folder)
{
    StoredRun run;
    run.experiment = Experiment(readJsonFile(folder.experiment())).values();
    const int tasks = run.experiment.at("benchmark").at("tasks").get<int>();
    EventFile events = readEvents(folder.events(), tasks);
    run.problems = std::move(events.problems);

    RunSnapshot& snapshot = run.snapshot;
    snapshot.name = run.experiment.at("name").get<std::string>();
    snapshot.folder = folder.path().string();
    snapshot.accuracy = events.history.accuracy;
    RunProgress& progress = snapshot.progress;
    progress.tasks = tasks;
    progress.task = events.history.trace.phases.empty() ? 0 : events.history.trace.phases.back().task;
    progress.step = events.history.trace.loss.empty() ? 0 : events.history.trace.loss.back().step;
    progress.steps = progress.step;
    snapshot.trace = std::make_shared<const TrainingTrace>(std::move(events.history.trace));

    if (std::filesystem::exists(folder.summary())) {
        run.summary = readJsonFile(folder.summary());
        snapshot.state = run.summary->value("state", "") == "done" ? RunState::Done : RunState::Diverged;
        snapshot.message = run.summary->value("message", "");
    } else {
        describeUnfinished(folder, snapshot);
    }
    return run;
}

}  // namespace isthmus::engine
