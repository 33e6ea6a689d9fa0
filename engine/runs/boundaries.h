#pragma once
#include "engine/runs/run_folder.h"

#include <cstdint>
#include <optional>

namespace isthmus::engine {

/// The end of a task, where another run can branch off: a checkpoint, boundaries/task-03.safetensors, and beside it what belongs
/// to it, task-03.json.
struct Boundary {
    int task = 0;                  ///< the last one learned
    std::uint64_t eventBytes = 0;  ///< length of events.jsonl up to here
    std::string checkpointSha256 = {};
    std::string eventsSha256 = {};  ///< of that much of events.jsonl
};

/// Keeps the checkpoint that resume.safetensors is now. It becomes a second name of that file, which costs no writing; the
/// checksums are found here. Throws Error(Failed) when the disk is full.
void keepBoundary(const RunFolder& folder, Boundary boundary);

/// The tasks at whose ends a run can be branched, ascending.
std::vector<int> boundaryTasks(const RunFolder& folder);

/// Throws Error(BadInput) when the run has none after this task, or when it is not as it was written.
Boundary readBoundary(const RunFolder& folder, int task);

/// The experiment as it stood there, with what had been changed on the way. Throws Error(BadInput).
Json experimentAt(const RunFolder& folder, int task);

/// Where a branch comes from.
struct Lineage {
    std::string parent;  ///< folder name of the run that it was branched from
    int afterTask = 0;
};

/// What provenance.json says of it, as its key "parent"; nothing for a run that began at its beginning.
std::optional<Lineage> lineageOf(const RunFolder& folder);

}  // namespace isthmus::engine
