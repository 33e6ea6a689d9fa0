#include "engine/runs/stored_run.h"

#include "engine/error.h"
#include "engine/runs/damage.h"
#include "engine/runs/events.h"
#include "engine/runs/experiment.h"
#include "engine/runs/provenance.h"
#include "engine/runs/resume_point.h"

namespace isthmus::engine {

namespace {

/// A run without a summary: somebody is writing it, or it was interrupted.
void describeUnfinished(const RunFolder& folder, const std::optional<ResumePoint>& point, RunSnapshot& snapshot)
{
    if (RunLock::heldBySomebody(folder)) {
        snapshot.state = RunState::Running;
        snapshot.message = "another program is running it";
        return;
    }
    snapshot.state = RunState::Stopped;
    const bool byUser = point && point->stopped;
    snapshot.message = byUser ? "stopped; it can be resumed" : "interrupted; it can be resumed";
}

StoredRun readWhole(const RunFolder& folder)
{
    StoredRun run;
    run.experiment = Experiment::fromFile(folder.experiment()).values();
    std::optional<ResumePoint> point;
    if (std::filesystem::exists(folder.resume())) {
        try {
            point = readResumePosition(folder.resume());
            run.experiment = Experiment(Json::parse(point->experiment)).values();  // with what has changed on the way
        } catch (const std::exception& problem) {
            run.problems.emplace_back(problem.what());
        }
    }
    run.lineage = lineageOf(folder);
    const int tasks = run.experiment.at("benchmark").at("tasks").get<int>();
    EventFile events = readEvents(folder.events(), tasks);
    run.problems.insert(run.problems.end(), events.problems.begin(), events.problems.end());

    RunSnapshot& snapshot = run.snapshot;
    snapshot.name = run.experiment.at("name").get<std::string>();
    snapshot.folder = folder.path().string();
    if (std::filesystem::exists(folder.provenance()))
        if (const Json provenance = readJsonObject(folder.provenance()); provenance.contains("time"))
            events.history.results.time = recordedTime(provenance);
    snapshot.results = std::make_shared<const RunResults>(std::move(events.history.results));
    RunProgress& progress = snapshot.progress;
    progress.tasks = tasks;
    progress.task = events.history.trace.phases.empty() ? 0 : events.history.trace.phases.back().task;
    progress.step = events.history.trace.loss.empty() ? 0 : events.history.trace.loss.back().step;
    progress.steps = progress.step;
    snapshot.trace = std::make_shared<const TrainingTrace>(std::move(events.history.trace));

    if (std::filesystem::exists(folder.summary())) {
        run.summary = readJsonObject(folder.summary());
        snapshot.state = run.summary->value("state", "") == "done" ? RunState::Done : RunState::Diverged;
        snapshot.message = run.summary->value("message", "");
    } else {
        describeUnfinished(folder, point, snapshot);
    }
    return run;
}

}  // namespace

StoredRun readRun(const RunFolder& folder)
{
    return readingFrom(folder.path(), [&] { return readWhole(folder); });
}

}  // namespace isthmus::engine
