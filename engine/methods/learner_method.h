#pragma once
#include "engine/methods/method.h"
#include "engine/subspaces/simplex_learner.h"

namespace isthmus::engine {

/// What methods on one simplex (or one network, n = 1) have in common: one phase that learns, and the learner's state. A
/// method overrides what it does otherwise.
class LearnerMethod : public Method {
public:
    std::vector<Phase> phases(int task, const TrainCounts& train, const TrainingSettings& settings) const override
    {
        return {{"learn", learnSteps(task, train, settings)}};
    }
    void beginPhase(const std::string&, const TaskContext&) override { learner_.simplex().rest(); }
    void changeOptions(const Json& options) override { options_ = options; }
    void endTask(const TaskContext&) override {}

    at::Tensor weights() const override { return learner_.midpoint(); }
    /// The vertices, where there are several.
    std::vector<NamedNetwork> parts() const override;

    NamedTensors state() const override;
    void restore(const NamedTensors& state) override { learner_.restore(state); }

    double stepOperations(const std::string&, const TrainingSettings& settings) const override
    {
        return learner_.stepOperations(static_cast<double>(settings.batchSize), 1, false);
    }
    double storedFloats() const override { return static_cast<double>(learner_.simplex().vertices.numel()); }

protected:
    /// One network.
    explicit LearnerMethod(const MethodContext& context)
        : options_(context.options),
          seeds_(context.seeds),
          memory_(context.memory),
          learner_(context.network, seeds_, context.device)
    {
    }
    struct OnSimplex {};
    /// A simplex, as `simplexOptions` say.
    LearnerMethod(const MethodContext& context, OnSimplex)
        : options_(context.options),
          seeds_(context.seeds),
          memory_(context.memory),
          learner_(context.network, options_, seeds_, context.device)
    {
    }

    /// Settings of a learning step of this task.
    static StepSettings learning(const TaskContext& context)
    {
        const TrainingSettings& now = context.settings;
        return {
            .rate = now.rateAt(context.task), .momentum = now.momentum, .dropout = now.dropout, .companion = context.companion};
    }
    /// Numbers in one network.
    double networkFloats() const { return static_cast<double>(learner_.simplex().vertices.size(1)); }
    /// A tensor of the state, kept where it is defined.
    static void keep(NamedTensors& state, const char* name, const at::Tensor& tensor)
    {
        if (tensor.defined())
            state[name] = tensor;
    }
    /// What `keep` kept, on the method's device; undefined when it is not there.
    at::Tensor kept(const NamedTensors& state, const char* name, at::IntArrayRef shape) const
    {
        return take(state, name, shape, learner_.simplex().vertices.device());
    }

    Json options_;  ///< the resolved "method" object
    Seeds seeds_;
    EpisodicMemory& memory_;
    SimplexLearner learner_;
};

}  // namespace isthmus::engine
