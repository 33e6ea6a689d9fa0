#include "engine/methods/plain_learner.h"

#include <algorithm>

namespace isthmus::engine {

std::int64_t PlainLearner::stepsTogether(const std::string&, const TrainingSettings& settings) const
{
    return learner_.stepsTogether(batchSize(settings));
}

std::vector<at::Tensor> PlainLearner::steps(const std::string& phase, std::int64_t first, std::int64_t count,
                                            const TaskContext& context)
{
    const std::int64_t together = PlainLearner::stepsTogether(phase, context.settings);
    std::vector<at::Tensor> losses;
    for (std::int64_t step = first; step < first + count;) {
        const std::int64_t here = std::min(together - step % together, first + count - step);
        if (here == 1)
            losses.push_back(learner_.learn(batch(step, context), plainSettings(context), context.stream("learn", step),
                                            context.stream("learn", step + 1)));
        else
            for (at::Tensor& loss : learnTogether(step, here, context))
                losses.push_back(std::move(loss));
        step += here;
    }
    return losses;
}

std::vector<at::Tensor> PlainLearner::learnTogether(std::int64_t first, std::int64_t count, const TaskContext& context)
{
    std::vector<Examples> batches;
    std::vector<Random> streams;
    for (std::int64_t step = first; step < first + count; ++step) {
        batches.push_back(batch(step, context));
        streams.push_back(context.stream("learn", step));
    }
    return learner_.learnTogether(batches, plainSettings(context), streams);
}

}  // namespace isthmus::engine
