#pragma once
#include "engine/results/run_snapshot.h"
#include "engine/runs/boundaries.h"
#include "engine/runs/run_folder.h"

#include <optional>

namespace isthmus::engine {

/// A run read back from its folder, finished or not.
struct StoredRun {
    RunSnapshot snapshot;               ///< state: as in run_standing.h where there is no summary
    Json experiment;                    ///< resolved
    std::optional<Json> summary;        ///< when the run has ended
    std::vector<std::string> problems;  ///< damaged records
    std::optional<Lineage> lineage;     ///< of a branch
};

/// Reads what is there; changes nothing. Throws Error(BadInput) when the folder is not a run.
StoredRun readRun(const RunFolder& folder);

}  // namespace isthmus::engine
