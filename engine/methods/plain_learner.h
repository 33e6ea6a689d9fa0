#pragma once
#include "engine/methods/learner_method.h"

namespace isthmus::engine {

/// A method whose learning steps are plain ones: a batch, a point of the simplex, a step down the gradient of the loss there.
/// Such steps can be taken together. A method says what is its own: which batch, which settings.
class PlainLearner : public LearnerMethod {
public:
    at::Tensor step(const std::string& phase, std::int64_t step, const TaskContext& context) override
    {
        return PlainLearner::steps(phase, step, 1, context).front();
    }
    std::int64_t stepsTogether(const std::string& phase, const TrainingSettings& settings) const override;
    std::vector<at::Tensor> steps(const std::string& phase, std::int64_t first, std::int64_t count,
                                  const TaskContext& context) override;
    void beforeStep(const std::string&, std::int64_t, const TaskContext&) final {}  // would come after `batch`
    void beginPhase(const std::string& phase, const TaskContext& context) override;
    void restore(const NamedTensors& state) override;

protected:
    using LearnerMethod::LearnerMethod;

    /// What a learning step sees. It is asked for some steps ahead, even behind the phase's end.
    virtual Examples batch(std::int64_t step, const TaskContext& context) { return context.batch(step); }
    /// How many images that are, at most.
    virtual std::int64_t batchSize(const TrainingSettings& settings) const { return settings.batchSize; }
    virtual StepSettings plainSettings(const TaskContext& context) const { return learning(context); }

private:
    void begin(std::int64_t first, std::int64_t count, const TaskContext& context);

    std::int64_t next_ = 0;   ///< the step that the learner is ready to take, of those that were begun
    std::int64_t ready_ = 0;  ///< how many it has begun and not taken
};

}  // namespace isthmus::engine
