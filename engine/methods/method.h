#pragma once
#include "engine/data/task_source.h"
#include "engine/models/model.h"

#include <memory>
#include <span>
#include <vector>

namespace isthmus::engine {

/// The "training" section, and the model's dropout, as they stand at this step: some may change while a run goes on.
struct TrainingSettings {
    std::int64_t epochs = 1;
    std::int64_t batchSize = 10;
    double learningRate = 0.05;
    double decay = 1.0;  ///< factor per task
    double momentum = 0.0;
    double dropout = 0.0;

    /// Learning rate of task `task` (from 1).
    double rateAt(int task) const;
};

/// A stretch of optimiser steps inside a task.
struct Phase {
    std::string name;  ///< "learn", "connect"
    std::int64_t steps = 0;
};

/// What a method may look at while it works on a task.
struct TaskContext {
    int task = 1;  ///< from 1
    const Examples& train;
    BatchOrder& order;
    const TrainingSettings& settings;
    std::uint64_t seed = 0;

    /// The random stream of one step of one phase.
    Random stream(const char* purpose, std::int64_t step) const
    {
        return {seed, purpose, static_cast<std::uint64_t>(task), static_cast<std::uint64_t>(step)};
    }
    /// The training batch of a step, with the epochs' shuffling.
    Examples batch(std::int64_t step) const { return train.at(order.at(step).to(train.labels.device())); }
};

/// A continual-learning method: how weights move from task to task. It holds all its state and knows no files and no
/// threads; the session calls it step by step, so that pause, stop and checkpoints fall between any two steps.
class Method {
public:
    virtual ~Method() = default;

    /// The phases of a task, in order. `train` is the number of its training examples.
    virtual std::vector<Phase> phases(int task, std::int64_t train, const TrainingSettings& settings) const = 0;
    virtual void beginPhase(const std::string& phase, const TaskContext& context) = 0;
    /// Optimiser step number `step` (from 0) of the phase; returns its loss, a scalar tensor.
    virtual at::Tensor step(const std::string& phase, std::int64_t step, const TaskContext& context) = 0;
    /// The "method" object after one of its live options has changed.
    virtual void changeOptions(const Json&) {}
    /// Called when every phase of the task is done.
    virtual void endTask(const TaskContext& context) = 0;

    /// The network [P] which the run predicts with.
    virtual at::Tensor weights() const = 0;
    /// The networks whose softmaxes are averaged to predict; `weights()` alone unless the method says otherwise.
    virtual std::vector<at::Tensor> members() const { return {weights()}; }
    /// Vertices worth keeping beside `weights()`, [n, P]; undefined when there is none.
    virtual at::Tensor vertices() const { return {}; }

    /// Everything that a later step depends on, for an exact resume.
    virtual NamedTensors state() const = 0;
    /// Throws Error(BadInput) in one clause when the state is not one of this method on this model.
    virtual void restore(const NamedTensors& state) = 0;

    /// Floating-point operations of one step of a phase (METHODS.md, Measures).
    virtual double stepOperations(const std::string& phase, const TrainingSettings& settings) const = 0;
    /// Numbers kept between tasks: weights and memory.
    virtual double storedFloats() const = 0;
};

/// What a method is made from.
struct MethodContext {
    const Json& options;  ///< the resolved "method" object
    std::shared_ptr<const Model> model;
    std::uint64_t seed = 0;
    at::Device device;
};

/// One row of the table of methods.
struct MethodInfo {
    const OptionGroup* declaration;
    std::unique_ptr<Method> (*make)(const MethodContext& context);
};

std::span<const MethodInfo> methodTable();
std::unique_ptr<Method> makeMethod(const MethodContext& context);

/// Steps of phase "learn": every training example once per epoch.
std::int64_t learnSteps(std::int64_t train, const TrainingSettings& settings);

}  // namespace isthmus::engine
