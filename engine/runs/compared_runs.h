#pragma once
#include "engine/results/run_record.h"
#include "engine/runs/stored_run.h"

namespace isthmus::engine {

/// A run read back from its folder as one that is compared. Its record has no tags, note or parent, and not when it began:
/// these are the library's.
ComparedRun comparedRun(const StoredRun& run);

}  // namespace isthmus::engine
