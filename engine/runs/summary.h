#pragma once
#include "engine/results/run_results.h"
#include "engine/runs/experiment.h"

namespace isthmus::engine {

/// The content of summary.json: how a run ended, its accuracy matrix, every measure of the table that repeats, its cost. Holds
/// nothing that differs between two runs of the same experiment.
Json summaryJson(const Experiment& experiment, const std::string& state, const std::string& message, const RunResults& results,
                 const RunCost& cost);

/// m[t][i], null where nothing was measured.
Json matrixJson(const TaskMatrix& matrix);

}  // namespace isthmus::engine
