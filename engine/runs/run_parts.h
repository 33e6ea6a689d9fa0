#pragma once
#include "engine/data/datasets.h"
#include "engine/data/task_source.h"
#include "engine/models/model.h"
#include "engine/runs/experiment.h"

#include <memory>

namespace isthmus::engine {

/// What an experiment works with, made from its description.
struct RunParts {
    Dataset dataset;
    at::Device device{at::kCPU};
    std::unique_ptr<TaskSource> tasks;  ///< refers to `dataset`
    std::shared_ptr<const Model> model;
};

/// Loads the data set and makes tasks and model. On the heap because `tasks` refers to `dataset`. Throws Error(BadInput)
/// for files that are missing or damaged, Error(Interrupted) within 200 ms of a stop request.
std::unique_ptr<RunParts> prepare(const Experiment& experiment, const std::filesystem::path& dataDir, std::stop_token stop);

}  // namespace isthmus::engine
