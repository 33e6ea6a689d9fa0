#include "engine/methods/plain_learner.h"

#include <algorithm>

namespace isthmus::engine {

std::int64_t PlainLearner::stepsTogether(const std::string&, const TrainingSettings& settings) const
{
    return learner_.stepsTogether(batchSize(settings));
}

void PlainLearner::beginPhase(const std::string& phase, const TaskContext& context)
{
    ready_ = 0;
    LearnerMethod::beginPhase(phase, context);
}

void PlainLearner::restore(const NamedTensors& state)
{
    ready_ = 0;
    LearnerMethod::restore(state);
}

std::vector<at::Tensor> PlainLearner::steps(const std::string& phase, std::int64_t first, std::int64_t count,
                                            const TaskContext& context)
{
    const std::int64_t together = PlainLearner::stepsTogether(phase, context.settings);
    std::vector<at::Tensor> losses;
    for (std::int64_t step = first; step < first + count;) {
        const std::int64_t left = together - step % together;
        const std::int64_t here = std::min(left, first + count - step);
        if (left == 1 && ready_ == 0) {
            losses.push_back(learner_.learn(batch(step, context), plainSettings(context), context.stream("learn", step),
                                            context.stream("learn", step + 1)));
        } else {
            if (ready_ == 0 || next_ != step)
                begin(step, left, context);
            for (at::Tensor& loss : learner_.takeNext(here))
                losses.push_back(std::move(loss));
            next_ += here;
            ready_ -= here;
        }
        step += here;
    }
    return losses;
}

/// Batches behind the phase's end are looked at, too: how the steps before are rounded does not depend on where it ends.
void PlainLearner::begin(std::int64_t first, std::int64_t count, const TaskContext& context)
{
    std::vector<Examples> batches;
    std::vector<Random> streams;
    for (std::int64_t step = first; step < first + count; ++step) {
        batches.push_back(batch(step, context));
        streams.push_back(context.stream("learn", step));
    }
    learner_.begin(batches, plainSettings(context), streams);
    next_ = first;
    ready_ = count;
}

}  // namespace isthmus::engine
