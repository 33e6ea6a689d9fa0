#pragma once
#include "engine/results/accuracy_matrix.h"
#include "engine/runs/experiment.h"

namespace isthmus::engine {

/// What a run cost, in numbers that do not depend on the machine.
struct RunCost {
    std::int64_t steps = 0;
    double trainingOperations = 0.0;
    double predictionOperations = 0.0;  ///< of one image
    double storedFloats = 0.0;          ///< weights and memory kept between tasks
    // The same for plain SGD on the same tasks:
    double sgdTrainingOperations = 0.0;
    double sgdPredictionOperations = 0.0;
    double sgdStoredFloats = 0.0;
};

/// The content of summary.json: how a run ended, its accuracy matrix, every measure of the table, its cost. Holds nothing
/// that differs between two runs of the same experiment.
Json summaryJson(const Experiment& experiment, const std::string& state, const std::string& message,
                 const AccuracyMatrix& accuracy, const RunCost& cost);

/// accuracy[t][i], null where nothing was measured.
Json matrixJson(const AccuracyMatrix& accuracy);

}  // namespace isthmus::engine
