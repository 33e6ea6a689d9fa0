// Experience replay (Chaudhry et al. 2019, arXiv 1902.10486): every step is taken on the current batch and a batch from memory
// together. Ring buffer: the same number of examples of each class of each task, from task 2 on. Reservoir: a uniform sample of
// all examples seen so far, of the same size in the end.
#include "engine/methods/learner_method.h"

namespace isthmus::engine {

namespace {

const OptionGroup declaration{
    .id = "er",
    .label = "Experience replay",
    .help = "One network, trained on each batch together with one from the memory of earlier tasks.",
    .source = "Chaudhry et al. 2019, arXiv:1902.10486",
    .options = {memoryOption(),
                {.key = "buffer",
                 .label = "Buffer",
                 .help =
                     "Ring: the number above of each class of each task. Reservoir: a uniform sample of everything seen so far, "
                     "of the same size when all tasks are learned.",
                 .fallback = "ring",
                 .choices = {{"ring", "Ring"}, {"reservoir", "Reservoir"}}},
                {.key = "replay_batch_size",
                 .label = "Replay batch",
                 .help = "Images from memory in each step.",
                 .fallback = 0,
                 .min = 0,
                 .max = 65536,
                 .unit = "images",
                 .zeroMeans = "as many as the training batch"}},
    .defaults = {{"training.learning_rate", 0.2}, {"training.learning_rate_decay", 0.95}, {"model.dropout", 0.1}}};

class Er final : public LearnerMethod {
public:
    explicit Er(const MethodContext& context)
        : LearnerMethod(context),
          capacity_(options_.at("memory_per_class").get<std::int64_t>() * context.taskClasses),
          reservoir_(options_.at("buffer") == "reservoir")
    {
    }

    void beforeStep(const std::string&, std::int64_t step, const TaskContext& context) override
    {
        offerBatchBefore(step, context);
    }

    at::Tensor step(const std::string&, std::int64_t step, const TaskContext& context) override
    {
        Examples batch = context.batch(step);
        if (!memory_.empty()) {
            Random pick = context.memoryStream("replay", step);
            batch = joined(batch, memory_.draw(replaySize(context.settings), pick));
        }
        return learner_.learn(batch, learning(context), context.stream("learn", step));
    }

    void endTask(const TaskContext& context) override
    {
        offerBatchBefore(context.order.stepsPerEpoch(), context);
        if (!reservoir_)
            memory_.add(context.task, balancedSubset(context.train, options_.at("memory_per_class").get<std::int64_t>(),
                                                     context.memoryStream("memory", 0)));
        seen_ += context.train.count();
    }

    NamedTensors state() const override
    {
        NamedTensors state = LearnerMethod::state();
        state["seen"] = at::tensor({seen_}, at::kLong);
        return state;
    }

    void restore(const NamedTensors& state) override
    {
        LearnerMethod::restore(state);
        const at::Tensor seen = take(state, "seen", {1}, at::kCPU);
        seen_ = seen.defined() ? seen.item<std::int64_t>() : 0;
    }

    double stepOperations(const std::string&, const TrainingSettings& settings) const override
    {
        const std::int64_t replayed = memory_.empty() ? 0 : replaySize(settings);
        return learner_.stepOperations(static_cast<double>(settings.batchSize + replayed), 1, false);
    }

private:
    std::int64_t replaySize(const TrainingSettings& settings) const
    {
        const auto size = options_.at("replay_batch_size").get<std::int64_t>();
        return size == 0 ? settings.batchSize : size;
    }

    /// The stream that a reservoir samples from is every task's first epoch. A batch is offered when the next one begins, so
    /// that it is not replayed beside itself.
    void offerBatchBefore(std::int64_t step, const TaskContext& context)
    {
        if (!reservoir_ || step == 0 || step > context.order.stepsPerEpoch())
            return;
        memory_.offer(seen_ + (step - 1) * context.settings.batchSize, context.batch(step - 1), capacity_,
                      context.memoryStream("reservoir", step - 1));
    }

    std::int64_t capacity_;  ///< of the reservoir
    bool reservoir_;
    std::int64_t seen_ = 0;  ///< examples of the tasks before
};

}  // namespace

extern const MethodInfo erInfo;
const MethodInfo erInfo{&declaration,
                        [](const MethodContext& context) -> std::unique_ptr<Method> { return std::make_unique<Er>(context); }};

}  // namespace isthmus::engine
