#pragma once
#include "engine/results/run_snapshot.h"

namespace isthmus::tests {

/// Two tasks of a run of one network: a(1,1) = 0.75, a(2,1) = 0.5, a(2,2) = 1; losses 0.25 and 0.5 after task 2; half as many
/// operations again as plain SGD, three times its floats; 12.34 s of training. After task `learned` of the two.
inline engine::RunSnapshotPtr measuredRun(int learned = 2)
{
    engine::RunResults results(2);
    if (learned >= 1)
        results.accuracy.set(1, 1, 0.75);
    if (learned >= 2) {
        results.accuracy.set(2, 1, 0.5);
        results.accuracy.set(2, 2, 1.0);
        results.loss.set(2, 1, 0.25);
        results.loss.set(2, 2, 0.5);
        results.cost[1] = engine::RunCost{.steps = 100,
                                          .trainingOperations = 3e9,
                                          .predictionOperations = 2e6,
                                          .storedFloats = 3000.0,
                                          .sgdTrainingOperations = 2e9,
                                          .sgdPredictionOperations = 2e6,
                                          .sgdStoredFloats = 1000.0};
        results.time = engine::RunTime{.trainingSeconds = 12.34, .evaluationSeconds = 0.5, .peakMegabytes = 90.0};
    }
    auto snapshot = std::make_shared<engine::RunSnapshot>();
    snapshot->results = std::make_shared<const engine::RunResults>(std::move(results));
    return snapshot;
}

}  // namespace isthmus::tests
