#pragma once
#include "engine/results/run_snapshot.h"

namespace isthmus::tests {

/// A run of which nothing but the accuracies is known.
inline engine::RunSnapshotPtr snapshotOf(const engine::AccuracyMatrix& matrix)
{
    engine::RunResults results(matrix.tasks());
    results.accuracy = matrix;
    auto snapshot = std::make_shared<engine::RunSnapshot>();
    snapshot->results = std::make_shared<const engine::RunResults>(std::move(results));
    return snapshot;
}

}  // namespace isthmus::tests
