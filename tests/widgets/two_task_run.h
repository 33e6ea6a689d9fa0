#pragma once
#include "engine/results/run_snapshot.h"

#include <memory>

namespace isthmus::tests {

/// Two tasks of 100 steps, a sample every 10: task 1 falls 2.0, 1.9 … 1.1, task 2 (from step 100, connecting from 170)
/// 3.0, 2.8 … 1.2.
inline engine::RunSnapshotPtr twoTasks(std::uint64_t runId = 1, int samples = 20)
{
    auto trace = std::make_shared<engine::TrainingTrace>();
    trace->phases = {{0, 1, "learn"}, {100, 2, "learn"}, {170, 2, "connect"}};
    for (int k = 0; k < samples; ++k)
        trace->loss.push_back({10 * (k + 1), k < 10 ? 2.0 - 0.1 * k : 3.0 - 0.2 * (k - 10)});
    auto snapshot = std::make_shared<engine::RunSnapshot>();
    snapshot->runId = runId;
    snapshot->progress.tasks = 5;
    snapshot->progress.step = 10 * samples;
    snapshot->progress.steps = 500;
    snapshot->trace = trace;
    return snapshot;
}

}  // namespace isthmus::tests
