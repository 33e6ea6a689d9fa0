// Multitask (joint) training: at task t, minimise the mean loss over the data of tasks 1 … t, all of it at hand. The upper bound.
// An epoch goes over all tasks so far, so task t costs t times as much as under plain SGD.
#include "engine/methods/plain_learner.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

namespace isthmus::engine {

namespace {

const OptionGroup declaration{
    .id = "multitask",
    .label = "Multitask",
    .help = "One network, trained on the data of all tasks so far together, which continual learning does not have: the upper "
            "bound.",
    .source = "",
    .options = {},
    .defaults = {{"training.learning_rate", 0.1}, {"training.learning_rate_decay", 0.95}}};

class Multitask final : public PlainLearner {
public:
    explicit Multitask(const MethodContext& context) : PlainLearner(context) {}

    std::vector<Phase> phases(int task, const TrainCounts& train, const TrainingSettings& settings) const override
    {
        return {{"learn", stepsOver(std::accumulate(train.begin(), train.begin() + task, std::int64_t{0}), settings)}};
    }

    void endTask(const TaskContext& context) override { kept_ += context.train.images.numel(); }

    NamedTensors state() const override
    {
        NamedTensors state = PlainLearner::state();
        state["kept"] = at::tensor({kept_}, at::kLong);
        return state;
    }

    void restore(const NamedTensors& state) override
    {
        PlainLearner::restore(state);
        const at::Tensor kept = take(state, "kept", {1}, at::kCPU);
        kept_ = kept.defined() ? kept.item<std::int64_t>() : 0;
    }

    /// All training images so far are kept, labels not counted.
    double sharedFloats() const override { return static_cast<double>(kept_); }

private:
    /// The batch of a step: the tasks' examples are numbered through, and every epoch has an order of its own.
    Examples batch(std::int64_t step, const TaskContext& context) override
    {
        if (orderOf_ != context.task) {
            firstOf_ = {0};
            for (int task = 1; task <= context.task; ++task)
                firstOf_.push_back(firstOf_.back() + context.tasks->trainCount(task));
            order_.emplace(firstOf_.back(), context.settings.batchSize, context.seeds.order, context.task);
            orderOf_ = context.task;
        }
        std::map<int, std::vector<std::int64_t>> positions;  // by task
        const at::Tensor numbers = order_->at(step);
        for (std::int64_t i = 0; i < numbers.size(0); ++i) {
            const std::int64_t number = numbers.data_ptr<std::int64_t>()[i];
            const auto next = std::upper_bound(firstOf_.begin(), firstOf_.end(), number);
            positions[static_cast<int>(next - firstOf_.begin())].push_back(number - *std::prev(next));
        }
        std::vector<at::Tensor> images;
        std::vector<at::Tensor> labels;
        for (const auto& [task, those] : positions) {
            const Examples examples = context.tasks->trainAt(task, those);
            images.push_back(examples.images);
            labels.push_back(examples.labels);
        }
        return {at::cat(images), at::cat(labels)};
    }

    std::int64_t kept_ = 0;  ///< pixels of the tasks before
    int orderOf_ = 0;        ///< the task that `order_` is for
    std::optional<BatchOrder> order_;
    std::vector<std::int64_t> firstOf_;  ///< number of the first example of each task, and their sum
};

}  // namespace

extern const MethodInfo multitaskInfo;
const MethodInfo multitaskInfo{
    &declaration, [](const MethodContext& context) -> std::unique_ptr<Method> { return std::make_unique<Multitask>(context); }};

}  // namespace isthmus::engine
