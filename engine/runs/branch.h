#pragma once
#include "engine/runs/boundaries.h"
#include "engine/runs/branch_options.h"
#include "engine/runs/experiment.h"
#include "engine/runs/resume_point.h"
#include "engine/runs/run_parts.h"

namespace isthmus::engine {

/// A run that begins with the first tasks of another one: its parent.
struct Branch {
    RunFolder parent;
    Boundary boundary;
    Experiment experiment;  ///< of the branch
    std::vector<BranchChange> changes;
    ResumePoint point;  ///< the parent's at the boundary
};

/// Reads the end of task `afterTask` of a run and applies `settings` ("training.learning_rate=0.01") to the experiment as it
/// stood there. Throws Error(BadInput): nothing was kept there, it is damaged, or an option cannot change in a branch.
Branch readBranch(const std::filesystem::path& parent, int afterTask, const std::vector<std::string>& settings);

/// The key "parent" of the branch's provenance: folder, after_task, checksums, the options changed.
Json parentJson(const Branch& branch);

/// Makes the branch's folder under `runsDir`, with all that a resumed run has: the parent's networks, events and boundaries up
/// to its beginning. `point` becomes where it goes on. The folder is a run only when it is whole. Throws Error(BadInput) when the
/// method with its changed options does not take the parent's state; then nothing has been made.
RunFolder beginBranch(Branch& branch, const RunParts& parts, const Json& provenance, const std::filesystem::path& runsDir);

}  // namespace isthmus::engine
