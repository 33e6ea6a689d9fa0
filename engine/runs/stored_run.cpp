#include "engine/runs/stored_run.h"

#include "engine/error.h"
#include "engine/runs/damage.h"
#include "engine/runs/events.h"
#include "engine/runs/experiment.h"
#include "engine/runs/provenance.h"
#include "engine/runs/resume_point.h"
#include "engine/runs/run_standing.h"

namespace isthmus::engine {

namespace {

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
    const Json provenance =
        std::filesystem::exists(folder.provenance()) ? readJsonObject(folder.provenance()) : Json(Json::object());
    if (provenance.contains("time"))
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
        const RunStanding standing = standingOf(folder, tracesOf(folder, point, run.experiment, provenance));
        snapshot.state = standing.state;
        snapshot.message = standing.message;
    }
    return run;
}

}  // namespace

StoredRun readRun(const RunFolder& folder)
{
    return readingFrom(folder.path(), [&] { return readWhole(folder); });
}

}  // namespace isthmus::engine
