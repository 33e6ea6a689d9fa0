#include "engine/runs/session.h"

#include "engine/machine.h"
#include "engine/runs/files.h"
#include "engine/runs/provenance.h"
#include "engine/runs/run_loop.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace isthmus::engine {

struct Session::Plan {
    Experiment experiment;
    std::filesystem::path dataDir;
    std::filesystem::path runsDir;    ///< of a new run
    std::optional<RunFolder> folder;  ///< of a run to resume; then of the run there is
    std::optional<ResumePoint> resume;
    SessionListener listener;
    std::uint64_t runId = 0;
    Control control;

    void execute(std::stop_token stop, RunOutcome& outcome);
    void announce() const;
    std::shared_ptr<spdlog::logger> openLog() const;
};

namespace {

/// One line for any exception that a library may throw.
std::string firstLine(const char* text)
{
    const std::string all = text;
    return all.substr(0, all.find('\n'));
}

/// What a run needs to be gone on with; empty summary means that it was interrupted.
void refuseFinished(const RunFolder& folder, const std::vector<std::string>& settings)
{
    if (!std::filesystem::exists(folder.summary()))
        return;
    const auto state = readJsonFile(folder.summary()).value("state", "");
    if (state == "done")
        throw badInput(folder.path().string() + ": this run is complete; there is nothing to resume");
    if (state == "diverged" && settings.empty())
        throw badInput(folder.path().string()
                       + ": this run diverged; resume it from its last good checkpoint with a smaller rate: "
                         "--set training.learning_rate=…");
}

}  // namespace

Session::Session(Experiment experiment, std::filesystem::path dataDir, std::filesystem::path runsDir, SessionListener listener,
                 std::uint64_t runId)
    : plan_(new Plan{.experiment = std::move(experiment),
                     .dataDir = std::move(dataDir),
                     .runsDir = std::move(runsDir),
                     .folder = {},
                     .resume = {},
                     .listener = std::move(listener),
                     .runId = runId,
                     .control = {}})
{
}

Session::Session(std::unique_ptr<Plan> plan) : plan_(std::move(plan)) {}
Session::Session(Session&&) noexcept = default;
Session::~Session() = default;

Session Session::resume(const std::filesystem::path& path, const std::vector<std::string>& settings,
                        std::filesystem::path dataDir, SessionListener listener, std::uint64_t runId)
{
    const RunFolder folder = RunFolder::open(path);
    refuseFinished(folder, settings);
    if (!std::filesystem::exists(folder.resume()))
        throw badInput(path.string() + ": was interrupted before its first checkpoint; start it again with isthmus run "
                       + folder.experiment().string());
    ResumePoint point = readResumePoint(folder.resume());
    Experiment experiment(Json::parse(point.experiment));
    for (const std::string& setting : settings) {
        Json changed = Json::object();
        applySetting(changed, setting);
        const Json flat = changed.flatten();  // "/training/learning_rate"
        for (const auto& [pointer, value] : flat.items()) {
            std::string key = pointer.substr(1);
            std::replace(key.begin(), key.end(), '/', '.');
            experiment.change(key, value);
        }
    }
    if (dataDir.empty())
        dataDir = readJsonFile(folder.provenance()).value("data_dir", "");
    return Session(std::unique_ptr<Plan>(new Plan{.experiment = std::move(experiment),
                                                  .dataDir = std::move(dataDir),
                                                  .runsDir = folder.path().parent_path(),
                                                  .folder = folder,
                                                  .resume = std::move(point),
                                                  .listener = std::move(listener),
                                                  .runId = runId,
                                                  .control = {}}));
}

Control& Session::control() { return plan_->control; }

RunOutcome Session::run(std::stop_token stop) noexcept
{
    RunOutcome outcome;
    try {
        plan_->execute(stop, outcome);
    } catch (const Error& error) {
        outcome.kind = error.kind();
        outcome.message = error.what();
        outcome.state = error.kind() == Error::Kind::Interrupted ? RunState::Stopped
                        : error.kind() == Error::Kind::Diverged  ? RunState::Diverged
                                                                 : RunState::Failed;
    } catch (const std::bad_alloc&) {
        outcome.message = "the machine has not enough memory for this run; use fewer or smaller tasks";
    } catch (const std::exception& error) {
        outcome.message = firstLine(error.what());
    }
    return outcome;
}

void Session::Plan::execute(std::stop_token stop, RunOutcome& outcome)
{
    announce();
    if (const std::string problem = deviceProblem(experiment.section("execution").at("device").get<std::string>());
        !problem.empty())
        throw badInput("execution.device: " + problem);
    useThreads(experiment.section("execution").at("threads").get<int>());
    const std::unique_ptr<RunParts> parts = prepare(experiment, dataDir, stop);
    const bool fresh = !folder;
    if (fresh) {
        folder = RunFolder::create(runsDir, experiment.name());
        writeFile(folder->provenance(), provenanceJson(experiment, *parts, dataDir).dump(2) + "\n");
        writeFile(folder->experiment(), experiment.values().dump(2) + "\n");
    }
    outcome.folder = folder->path();
    const RunLock lock(*folder);
    removeUnfinishedFiles(folder->path());
    std::filesystem::remove(folder->summary());  // of a diverged run that goes on
    const auto log = openLog();
    log->info("{} {} in {}", fresh ? "started" : "resumed", experiment.name(), folder->path().string());
    for (const std::string& problem :
         readEvents(folder->events(), experiment.section("benchmark").at("tasks").get<int>()).problems)
        log->warn("{}", problem);

    RunLoop loop(
        {.experiment = experiment, .folder = *folder, .runId = runId, .listener = listener, .control = control, .log = log},
        *parts, resume);
    try {
        loop.run(stop);
        outcome.state = RunState::Done;
        log->info("done");
        loop.conclude(RunState::Done, {});
    } catch (const Error& error) {
        const bool stopped = error.kind() == Error::Kind::Interrupted;
        if (stopped)
            log->info("stopped; isthmus resume {} goes on from here", folder->path().string());
        else
            log->error("{}", error.what());
        loop.conclude(stopped                                 ? RunState::Stopped
                      : error.kind() == Error::Kind::Diverged ? RunState::Diverged
                                                              : RunState::Failed,
                      error.what());
        throw;
    }
}

void Session::Plan::announce() const
{
    if (!listener.onSnapshot)
        return;
    auto snapshot = std::make_shared<RunSnapshot>();
    snapshot->runId = runId;
    snapshot->name = experiment.name();
    snapshot->state = RunState::Preparing;
    snapshot->accuracy = AccuracyMatrix(experiment.section("benchmark").at("tasks").get<int>());
    snapshot->progress.tasks = snapshot->accuracy.tasks();
    listener.onSnapshot(std::move(snapshot));
}

std::shared_ptr<spdlog::logger> Session::Plan::openLog() const
{
    std::vector<spdlog::sink_ptr> sinks = spdlog::default_logger()->sinks();
    sinks.push_back(std::make_shared<spdlog::sinks::basic_file_sink_mt>(folder->log().string()));
    auto log = std::make_shared<spdlog::logger>("run", sinks.begin(), sinks.end());
    log->set_level(spdlog::level::info);
    log->flush_on(spdlog::level::info);
    return log;
}

}  // namespace isthmus::engine
