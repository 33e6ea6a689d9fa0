#pragma once
#include "engine/options/option_spec.h"
#include "engine/results/run_record.h"

namespace isthmus::engine {

/// What a resolved experiment alone says of a run: its name, seed, tasks, method, benchmark and options.
void describe(const Json& experiment, RunRecord& record);

}  // namespace isthmus::engine
