#pragma once
#include "engine/reproduction/table_preset.h"
#include "engine/runs/stored_run.h"

#include <functional>
#include <stop_token>

namespace isthmus::engine {

/// One run of a table.
struct TableRun {
    std::string row;  ///< name of the row
    Experiment experiment;
};

/// A table to run: what its rows become with every option filled in.
struct ReproductionPlan {
    TablePreset table;
    std::vector<TableRun> runs;  ///< row by row, seed by seed
};

struct ReproductionRequest {
    std::string table;
    bool quick = false;
    std::vector<std::string> only = {};      ///< names of rows; empty: all
    std::vector<std::uint64_t> seeds = {};   ///< empty: the table's
    std::vector<std::string> settings = {};  ///< "benchmark.train_per_task=0", for every row
    std::filesystem::path dataDir = {};
    std::filesystem::path folder = {};  ///< where runs and tables are left
    int jobs = 1;                       ///< runs at a time, each on one processor
};

/// Throws Error(BadInput) for a table, row or setting there is not, and for data that are not at hand.
ReproductionPlan planFor(const ReproductionRequest& request);

/// A run that has ended: done, or diverged.
struct TableResult {
    std::string row;
    StoredRun run;
};

/// How far the work is.
struct ReproductionProgress {
    int done = 0;
    int runs = 0;
    double share = 0.0;         ///< of the whole, in [0, 1]
    double secondsLeft = -1.0;  ///< negative when unknown
    std::string ended = {};     ///< the run that has just ended and its result, in one line; usually empty
};

/// Runs everything that `folder`/runs does not hold finished already (what was interrupted goes on where it was) and returns
/// the finished and diverged runs, in the order of the plan. `tell` is called from the working threads, one at a time. Throws
/// Error(Interrupted) after a stop request: calling it again goes on.
std::vector<TableResult> reproduce(const ReproductionPlan& plan, const ReproductionRequest& request,
                                   const std::function<void(const ReproductionProgress&)>& tell, std::stop_token stop);

/// Writes <table>.md, <table>.tex, <table>.csv: ours beside what is published; <table>-runs.csv: every single run; and
/// <table>-cost.csv: accuracy against operations. Returns their paths. Throws Error(Failed) when that cannot be done.
std::vector<std::filesystem::path> writeTables(const ReproductionPlan& plan, const ReproductionRequest& request,
                                               const std::vector<TableResult>& results);

}  // namespace isthmus::engine
