#pragma once
#include "engine/results/run_record.h"

#include <memory>

namespace isthmus::tests {

/// A run with a hand-made history: after task t the accuracy on every task so far is `accuracies[t-1]`; a task takes
/// `stepsPerTask` steps and ten times as many operations; plain SGD needs ten a step too.
struct HandMadeRun {
    std::string method = "sgd";
    std::uint64_t seed = 1;
    std::vector<double> accuracies = {};
    int tasks = 3;
    std::int64_t stepsPerTask = 100;
    double operationsPerStep = 10.0;
    std::vector<std::pair<std::int64_t, double>> loss = {};
    std::vector<std::pair<std::string, std::string>> options = {};  ///< beside the method's kind and the seed
    double trainingSeconds = 0.0;                                   ///< 0: not known
};

inline engine::ComparedRun handMade(const HandMadeRun& made)
{
    auto results = std::make_shared<engine::RunResults>(made.tasks);
    const int learned = static_cast<int>(made.accuracies.size());
    for (int t = 1; t <= learned; ++t) {
        for (int i = 1; i <= t; ++i)
            results->accuracy.set(t, i, made.accuracies[static_cast<std::size_t>(t - 1)]);
        const auto steps = t * made.stepsPerTask;
        results->cost[static_cast<std::size_t>(t - 1)] =
            engine::RunCost{.steps = steps,
                            .trainingOperations = made.operationsPerStep * static_cast<double>(steps),
                            .predictionOperations = 5.0,
                            .storedFloats = 100.0 * made.operationsPerStep,
                            .sgdTrainingOperations = 10.0 * static_cast<double>(steps),
                            .sgdPredictionOperations = 5.0,
                            .sgdStoredFloats = 1000.0};
    }
    if (made.trainingSeconds > 0.0)
        results->time = engine::RunTime{.trainingSeconds = made.trainingSeconds};
    auto trace = std::make_shared<engine::TrainingTrace>();
    for (const auto& [step, loss] : made.loss)
        trace->loss.push_back({step, loss});
    auto snapshot = std::make_shared<engine::RunSnapshot>();
    snapshot->name = made.method;
    snapshot->state = learned == made.tasks ? engine::RunState::Done : engine::RunState::Stopped;
    snapshot->progress.tasks = made.tasks;
    snapshot->results = results;
    snapshot->trace = trace;

    engine::ComparedRun run;
    run.record.name = made.method;
    run.record.folder = "runs/" + made.method + "-" + std::to_string(made.seed);
    run.record.method = made.method;
    run.record.seed = made.seed;
    run.record.tasks = made.tasks;
    run.record.learned = learned;
    run.record.options = {
        {"name", made.method + std::to_string(made.seed)}, {"seed", std::to_string(made.seed)}, {"method.kind", made.method}};
    run.record.options.insert(run.record.options.end(), made.options.begin(), made.options.end());
    run.snapshot = snapshot;
    return run;
}

}  // namespace isthmus::tests
