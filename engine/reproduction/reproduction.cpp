#include "engine/reproduction/reproduction.h"

#include "engine/data/datasets.h"
#include "engine/error.h"
#include "engine/results/measures.h"
#include "engine/runs/run_groups.h"
#include "engine/runs/session.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>

namespace isthmus::engine {

namespace {

/// What makes two runs the same: all but name and execution.
Json identity(Json experiment)
{
    experiment.erase("name");
    experiment.erase("execution");
    return experiment;
}

/// The run of this experiment under `runsDir`, if there is one.
std::optional<StoredRun> findRun(const std::filesystem::path& runsDir, const Experiment& experiment)
{
    const Json wanted = identity(experiment.values());
    std::error_code none;
    std::filesystem::directory_iterator entry(runsDir, none);
    for (; !none && entry != std::filesystem::directory_iterator(); entry.increment(none)) {
        try {
            if (identity(readJsonObject(entry->path() / "experiment.json")) == wanted)
                return readRun(RunFolder::open(entry->path()));
        } catch (const Error&) {
            // Somebody else's folder, or a damaged one: not the run that is looked for.
        }
    }
    return std::nullopt;
}

bool ended(const StoredRun& run) { return run.snapshot.state == RunState::Done || run.snapshot.state == RunState::Diverged; }

/// The rows asked for. Throws for a name that the table does not have.
std::vector<TableRow> chosenRows(const TablePreset& table, const std::vector<std::string>& only)
{
    std::vector<std::string> known;
    for (const TableRow& row : table.rows)
        known.push_back(row.name);
    for (const std::string& name : only)
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            const std::string near = nearestWord(name, known);
            throw badInput("the table " + table.name + " has no row \"" + name + "\""
                           + (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
        }
    std::vector<TableRow> rows;
    for (const TableRow& row : table.rows)
        if (only.empty() || std::find(only.begin(), only.end(), row.name) != only.end())
            rows.push_back(row);
    return rows;
}

/// The runs of a plan being done by several threads.
class Work {
public:
    Work(const ReproductionPlan& plan, const ReproductionRequest& request,
         const std::function<void(const ReproductionProgress&)>& tell)
        : plan_(plan), request_(request), tell_(tell), share_(plan.runs.size(), 0.0), runs_(plan.runs.size())
    {
    }

    /// Does one run after the other until none is left.
    void doRuns(std::stop_token stop)
    {
        while (!stop.stop_requested()) {
            const std::size_t i = next_++;
            if (i >= plan_.runs.size())
                return;
            doRun(i, stop);
        }
    }

    /// The runs that have ended, or the first thing that kept one from it.
    std::vector<TableResult> results()
    {
        if (failure_)
            throw *failure_;
        std::vector<TableResult> all;
        for (std::size_t i = 0; i < runs_.size(); ++i)
            if (runs_[i])
                all.push_back({plan_.runs[i].row, std::move(*runs_[i])});
        return all;
    }

private:
    std::filesystem::path runsDir() const { return request_.folder / "runs"; }

    void doRun(std::size_t i, std::stop_token stop)
    {
        const TableRun& run = plan_.runs[i];
        try {
            std::optional<StoredRun> before = findRun(runsDir(), run.experiment);
            if (!before || !ended(*before)) {
                const RunOutcome outcome = sessionFor(i, before).run(stop);
                if (outcome.state == RunState::Stopped)
                    return;
                if (outcome.state == RunState::Failed)
                    throw Error(outcome.kind, run.row + ": " + outcome.message);
                before = readRun(RunFolder::open(outcome.folder));
            }
            finish(i, std::move(*before));
        } catch (const Error& error) {
            fail(error);
        } catch (const std::exception& error) {
            fail(Error(Error::Kind::Failed, run.row + ": " + error.what()));
        }
    }

    void fail(const Error& error)
    {
        const std::scoped_lock lock(mutex_);
        if (!failure_)
            failure_ = error;
        next_ = plan_.runs.size();
    }

    Session sessionFor(std::size_t i, const std::optional<StoredRun>& before)
    {
        SessionListener listener;
        listener.onSnapshot = [this, i](const RunSnapshotPtr& snapshot) { show(i, snapshot->progress); };
        if (before)
            return Session::resume(before->snapshot.folder, {}, request_.dataDir, listener);
        return Session(plan_.runs[i].experiment, request_.dataDir, runsDir(), listener);
    }

    void show(std::size_t i, const RunProgress& progress)
    {
        const std::scoped_lock lock(mutex_);
        if (progress.steps > 0)
            share_[i] = static_cast<double>(progress.step) / static_cast<double>(progress.steps);
        tell_(progressNow({}));
    }

    void finish(std::size_t i, StoredRun run)
    {
        const std::scoped_lock lock(mutex_);
        share_[i] = 1.0;
        ++done_;
        const Measured accuracy = measured(run, *findMeasure("average_accuracy"));
        const std::string result = run.snapshot.state == RunState::Diverged ? "diverged"
                                   : accuracy.value ? fmt::format("average accuracy {:.1f} %", 100.0 * *accuracy.value)
                                                    : "no result";
        const std::string text = fmt::format("{}, seed {}: {}", plan_.runs[i].row, plan_.runs[i].experiment.seed(), result);
        runs_[i] = std::move(run);
        tell_(progressNow(text));
    }

    ReproductionProgress progressNow(const std::string& text) const
    {
        ReproductionProgress progress{.done = done_, .runs = static_cast<int>(plan_.runs.size()), .ended = text};
        for (const double share : share_)
            progress.share += share / static_cast<double>(share_.size());
        const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
        if (progress.share > 0.01)
            progress.secondsLeft = elapsed / progress.share * (1.0 - progress.share);
        return progress;
    }

    const ReproductionPlan& plan_;
    const ReproductionRequest& request_;
    const std::function<void(const ReproductionProgress&)>& tell_;
    const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    std::atomic<std::size_t> next_ = 0;
    std::mutex mutex_;
    std::vector<double> share_;  ///< of each run
    int done_ = 0;
    std::vector<std::optional<StoredRun>> runs_;
    std::optional<Error> failure_;
};

}  // namespace

ReproductionPlan planFor(const ReproductionRequest& request)
{
    ReproductionPlan plan{.table = tablePreset(request.table, request.quick), .runs = {}};
    plan.table.rows = chosenRows(plan.table, request.only);
    if (!request.seeds.empty())
        plan.table.seeds = request.seeds;
    for (const TableRow& row : plan.table.rows) {
        Json given = row.experiment;
        changeGiven(given, "execution.threads=1");  // the runs share the processors; a setting may say otherwise
        for (const std::string& setting : request.settings) {
            if (setting.starts_with("seed=") || setting.starts_with("seeds="))
                throw badInput("\"" + setting + "\" has no effect here: --seeds chooses the seeds of a table");
            changeGiven(given, setting);
        }
        given["seeds"] = plan.table.seeds;
        for (Experiment& experiment : Experiment(given).eachSeed())
            plan.runs.push_back({row.name, std::move(experiment)});
        const Json& benchmark = plan.runs.back().experiment.section("benchmark");
        const DatasetInfo& dataset = findDataset(benchmark.at("dataset").get<std::string>());
        if (const std::string missing = dataset.missing(DataPlace::of(benchmark, request.dataDir)); !missing.empty())
            throw badInput(request.table + " needs data that are not here: " + missing
                           + "; name the right folder with --data-dir");
    }
    return plan;
}

std::vector<TableResult> reproduce(const ReproductionPlan& plan, const ReproductionRequest& request,
                                   const std::function<void(const ReproductionProgress&)>& tell, std::stop_token stop)
{
    std::filesystem::create_directories(request.folder / "runs");
    Work work(plan, request, tell);
    {
        std::vector<std::jthread> threads;
        for (int k = 0; k < request.jobs; ++k)
            threads.emplace_back([&work, stop] { work.doRuns(stop); });
    }
    std::vector<TableResult> results = work.results();
    if (stop.stop_requested())
        throw Error(Error::Kind::Interrupted, "stopped; the same command goes on from here");
    return results;
}

}  // namespace isthmus::engine
