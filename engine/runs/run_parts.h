#pragma once
#include "engine/data/datasets.h"
#include "engine/data/task_source.h"
#include "engine/models/classifier.h"
#include "engine/runs/experiment.h"

#include <memory>

namespace isthmus::engine {

/// What plain SGD would compute with: the network without the widening of `model.parameter_multiple`. Costs are multiples of it.
struct PlainNetwork {
    double forwardOperations = 0.0;
    double weights = 0.0;
};

/// What an experiment works with, made from its description.
struct RunParts {
    Dataset dataset;
    at::Device device{at::kCPU};
    std::unique_ptr<TaskSource> tasks;  ///< refers to `dataset`
    std::shared_ptr<const Classifier> network;
    PlainNetwork plain;

    const Model& model() const { return *network->model; }
    /// The first `count` test examples of a task, with all that the model wants to be evaluated.
    TestSet test(int task, std::int64_t count, std::stop_token stop = {}) const
    {
        return tasks->test(task, count, model().recomputesStatistics(), stop);
    }
    /// The first `count` training examples, likewise.
    TestSet trainSample(int task, std::int64_t count, std::stop_token stop = {}) const
    {
        return tasks->trainSample(task, count, model().recomputesStatistics(), stop);
    }
    TestSet test(int task, std::stop_token stop) const { return test(task, tasks->testCount(task), stop); }
};

/// Loads the data set and makes tasks and model. On the heap because `tasks` refers to `dataset`. Throws Error(BadInput)
/// for files that are missing or damaged, Error(Interrupted) within 200 ms of a stop request.
std::unique_ptr<RunParts> prepare(const Experiment& experiment, const std::filesystem::path& dataDir, std::stop_token stop);

}  // namespace isthmus::engine
