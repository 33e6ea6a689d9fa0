#include "engine/runs/session.h"

#include "engine/machine.h"
#include "engine/runs/branch.h"
#include "engine/runs/damage.h"
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
    bool hadSummary = false;            ///< when the run to resume was read: it had diverged
    std::optional<Branch> branch = {};  ///< of a run that begins within another one

    void execute(std::stop_token stop, RunOutcome& outcome);
    void doRun(RunParts& parts, const Json& provenance, std::stop_token stop, RunOutcome& outcome);
    void makeFolder(const RunParts& parts, Json& provenance);
    int threadsToUse() const;
    void announce() const;
    std::shared_ptr<spdlog::logger> openLog() const;
};

namespace {

/// One line for any exception that a library may throw.
std::string oneLine(const std::exception& error)
{
    const std::string all = error.what();
    if (all.find("allocate memory") != std::string::npos || all.find("out of memory") != std::string::npos)
        return "the machine has not enough memory for this run; use a smaller network, or fewer or smaller tasks";
    return all.substr(0, all.find('\n'));
}

/// Throws when there is nothing to go on with.
void refuseFinished(const RunFolder& folder, const std::vector<std::string>& settings)
{
    if (!std::filesystem::exists(folder.summary()))
        return;
    const Json summary = readJsonObject(folder.summary());
    const std::string state = summary.value("state", "");
    if (state == "done")
        throw badInput(folder.path().string() + ": this run is complete; there is nothing to resume");
    if (state == "diverged" && settings.empty())
        throw badInput(folder.path().string() + ": this run " + summary.value("message", "diverged")
                       + "; resume it from its last good checkpoint with --set and a smaller value");
}

RunState stateAfter(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Interrupted:
        return RunState::Stopped;
    case Error::Kind::Diverged:
        return RunState::Diverged;
    default:
        return RunState::Failed;
    }
}

/// "training.learning_rate=0.01" as a path and a value.
std::pair<std::string, Json> parsedSetting(const std::string& setting)
{
    Json nested = Json::object();
    applySetting(nested, setting);
    const Json flat = nested.flatten();  // "/training/learning_rate"
    std::string path = flat.items().begin().key().substr(1);
    std::replace(path.begin(), path.end(), '/', '.');
    return {path, flat.items().begin().value()};
}

/// What the run began with. Another data set under the same name would make nonsense of it.
Json provenanceOfTheStart(const RunFolder& folder, const Json& now)
{
    Json before = readJsonObject(folder.provenance());
    if (before.value("dataset", Json()) != now.at("dataset"))
        throw badInput(folder.path().string()
                       + ": the data set is not the one that the run began with (their checksums differ); "
                         "name the right folder with --data-dir");
    before["host"] = now.at("host");  // whose lock it is
    return before;
}

/// Where a run has looked for data sets.
std::filesystem::path dataDirOf(const RunFolder& folder)
{
    return std::filesystem::exists(folder.provenance()) ? readJsonObject(folder.provenance()).value("data_dir", "") : "";
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
    return readingFrom(path, [&] {
        const RunFolder folder = RunFolder::open(path);
        refuseFinished(folder, settings);
        std::optional<ResumePoint> point;  // none: killed before the first checkpoint, so it begins again
        if (std::filesystem::exists(folder.resume()))
            point = readResumePoint(folder.resume());
        const Experiment experiment =
            point ? Experiment(Json::parse(point->experiment)) : Experiment::fromFile(folder.experiment());
        if (dataDir.empty())
            dataDir = dataDirOf(folder);
        std::unique_ptr<Plan> plan(new Plan{.experiment = experiment,
                                            .dataDir = std::move(dataDir),
                                            .runsDir = folder.path().parent_path(),
                                            .folder = folder,
                                            .resume = std::move(point),
                                            .listener = std::move(listener),
                                            .runId = runId,
                                            .control = {},
                                            .hadSummary = std::filesystem::exists(folder.summary())});
        Experiment changed = experiment;
        for (const std::string& setting : settings) {
            const auto [key, value] = parsedSetting(setting);
            changed.change(key, value);        // throws at once what the run would only log
            plan->control.change(key, value);  // before the first step, with an event of its own
        }
        return Session(std::move(plan));
    });
}

Session Session::branch(const std::filesystem::path& parent, int afterTask, const std::vector<std::string>& settings,
                        std::filesystem::path dataDir, std::filesystem::path runsDir, SessionListener listener,
                        std::uint64_t runId)
{
    Branch branch = readBranch(parent, afterTask, settings);
    if (dataDir.empty())
        dataDir = readingFrom(parent, [&] { return dataDirOf(branch.parent); });
    if (runsDir.empty())
        runsDir = branch.parent.path().parent_path();
    Session session(branch.experiment, std::move(dataDir), std::move(runsDir), std::move(listener), runId);
    session.plan_->branch = std::move(branch);
    return session;
}

const Experiment& Session::experiment() const { return plan_->experiment; }

Control& Session::control() { return plan_->control; }

RunOutcome Session::run(std::stop_token stop) noexcept
{
    const SignalsKeptOut quiet;
    RunOutcome outcome;
    try {
        plan_->execute(stop, outcome);
    } catch (const Error& error) {
        outcome.kind = error.kind();
        outcome.message = error.what();
        outcome.state = stateAfter(error.kind());
    } catch (const std::exception& error) {
        outcome.message = oneLine(error);
    }
    return outcome;
}

void Session::Plan::execute(std::stop_token stop, RunOutcome& outcome)
{
    announce();
    if (const std::string problem = deviceProblem(experiment.section("execution").at("device").get<std::string>());
        !problem.empty())
        throw badInput("execution.device: " + problem);
    const int threads = threadsToUse();
    useThreads(threads);
    roundDenormals();
    keepFreedMemory();
    const std::unique_ptr<RunParts> parts = prepare(experiment, dataDir, stop);
    Json provenance = provenanceJson(experiment, *parts, threads, dataDir);
    const bool isNew = !folder;
    if (isNew)
        makeFolder(*parts, provenance);
    outcome.folder = folder->path();
    const RunLock lock(*folder);
    if (!hadSummary && std::filesystem::exists(folder->summary()))
        throw badInput(folder->path().string() + ": another process has completed this run meanwhile");
    if (std::filesystem::exists(folder->provenance()))
        provenance = provenanceOfTheStart(*folder, provenance);
    else
        writeFile(folder->provenance(), provenanceText(provenance));
    removeUnfinishedFiles(folder->path());
    std::filesystem::remove(folder->summary());  // of a diverged run that goes on
    try {
        doRun(*parts, provenance, stop, outcome);
    } catch (...) {
        if (isNew && !std::filesystem::exists(folder->resume())) {  // it never began
            std::filesystem::remove_all(folder->path());
            outcome.folder.clear();
        }
        throw;
    }
}

void Session::Plan::makeFolder(const RunParts& parts, Json& provenance)
{
    if (branch) {
        (void)provenanceOfTheStart(branch->parent, provenance);
        provenance["parent"] = parentJson(*branch);
        folder = beginBranch(*branch, parts, provenance, runsDir);
        resume = std::move(branch->point);
    } else {
        folder = RunFolder::create(runsDir, experiment.name());
        writeFile(folder->experiment(), experiment.values().dump(2) + "\n");
    }
}

/// What the experiment says; else what the run or its parent has used so far, so that it goes on to the same last bit.
int Session::Plan::threadsToUse() const
{
    if (const int asked = experiment.section("execution").at("threads").get<int>(); asked > 0)
        return asked;
    const std::optional<RunFolder> known = branch ? branch->parent : folder;
    if (known && std::filesystem::exists(known->provenance()))
        if (const int before =
                readingFrom(known->provenance(), [&] { return readJsonObject(known->provenance()).value("threads", 0); });
            before > 0)
            return before;
    return fastestThreads();
}

void Session::Plan::doRun(RunParts& parts, const Json& provenance, std::stop_token stop, RunOutcome& outcome)
{
    const auto log = openLog();
    std::unique_ptr<RunLoop> loop;
    const auto end = [&](RunState state, const std::string& message) {
        if (state == RunState::Stopped)
            log->info("stopped; isthmus resume {} goes on from here", folder->path().string());
        else
            log->error("{}", message);
        outcome.logged = true;
        if (loop)
            loop->conclude(state, message);
    };
    if (branch)
        log->info("branched {} off {} after task {} in {}", experiment.name(), branch->parent.path().filename().string(),
                  branch->boundary.task, folder->path().string());
    else
        log->info("{} {} in {}", resume ? "resumed" : "started", experiment.name(), folder->path().string());
    for (const std::string& problem :
         readEvents(folder->events(), experiment.section("benchmark").at("tasks").get<int>()).problems)
        log->warn("{}", problem);
    try {
        loop = std::make_unique<RunLoop>(RunLoop::Setting{.experiment = experiment,
                                                          .folder = *folder,
                                                          .provenance = provenance,
                                                          .runId = runId,
                                                          .listener = listener,
                                                          .control = control,
                                                          .log = log},
                                         parts, resume);
        loop->run(stop);
        outcome.state = RunState::Done;
        log->info("done");
        outcome.logged = true;
        loop->conclude(RunState::Done, {});
    } catch (const Error& error) {
        end(stateAfter(error.kind()), error.what());
        throw;
    } catch (const std::exception& error) {
        end(RunState::Failed, oneLine(error));
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
    snapshot->results = std::make_shared<const RunResults>(experiment.section("benchmark").at("tasks").get<int>());
    snapshot->progress.tasks = snapshot->accuracy().tasks();
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
