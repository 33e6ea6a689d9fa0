#pragma once
#include "engine/methods/method.h"
#include "engine/models/mlp.h"
#include "engine/runs/experiment.h"

#include <torch/csrc/autograd/autograd.h>

namespace isthmus::tests {

using namespace isthmus::engine;

/// Seeds that differ, so that a method which takes the wrong one is found out.
inline constexpr Seeds tinySeeds{.run = 11, .tasks = 12, .order = 13, .initialisation = 14, .memory = 15};
inline constexpr InputShape tinyShape{.channels = 1, .height = 2, .width = 3, .classes = 3};

/// 30 examples of 6 features in 3 classes, all random, in float64.
inline Examples tinyTask(std::uint64_t which)
{
    Random random(which, "task");
    std::vector<double> pixels(30 * 6);
    std::vector<std::int64_t> labels(30);
    for (double& pixel : pixels)
        pixel = random.normal();
    for (std::int64_t& label : labels)
        label = static_cast<std::int64_t>(random.below(3));
    return {at::tensor(pixels, at::kDouble).view({30, 6}), at::tensor(labels, at::kLong)};
}

/// A multi-layer perceptron as a classifier.
inline std::shared_ptr<const Classifier> perceptron(const std::vector<int>& hidden, const InputShape& shape = tinyShape,
                                                    const Heads& heads = {})
{
    std::shared_ptr<const Model> model = makeMlp({{"hidden", hidden}, {"parameter_multiple", 1}}, shape);
    return std::make_shared<const Classifier>(Classifier{std::move(model), heads});
}

/// The 6-4-3 network and its loss written out: W1 [4, 6], b1, W2 [3, 4], b2.
inline at::Tensor slowLogits(const at::Tensor& w, const at::Tensor& x)
{
    const at::Tensor hidden = (at::mm(x, w.narrow(0, 0, 24).view({4, 6}).t()) + w.narrow(0, 24, 4)).relu();
    return at::mm(hidden, w.narrow(0, 28, 12).view({3, 4}).t()) + w.narrow(0, 40, 3);
}

inline at::Tensor slowLoss(const at::Tensor& w, const Examples& batch)
{
    const at::Tensor p = slowLogits(w, batch.images).softmax(1).gather(1, batch.labels.unsqueeze(1));
    return -p.log().mean();
}

/// The gradient of any function of the weights.
template <typename Objective>
at::Tensor slowGradient(const at::Tensor& weights, Objective objective)
{
    const at::Tensor leaf = weights.clone().requires_grad_(true);
    return torch::autograd::grad({objective(leaf)}, {leaf}).front();
}

/// The batch of a step, from the definition: every epoch a permutation, cut into batches.
inline Examples slowBatch(const Examples& train, std::int64_t step, std::int64_t batchSize, int task)
{
    const std::int64_t perEpoch = (train.count() + batchSize - 1) / batchSize;
    const auto order =
        Random(tinySeeds.order, "order", static_cast<std::uint64_t>(task), static_cast<std::uint64_t>(step / perEpoch))
            .permutation(train.count());
    std::vector<std::int64_t> batch;
    for (std::int64_t i = (step % perEpoch) * batchSize; i < train.count() && std::ssize(batch) < batchSize; ++i)
        batch.push_back(order[static_cast<std::size_t>(i)]);
    return train.at(at::tensor(batch, at::kLong));
}

/// `perClass` examples of each class, the first of each in a random order, class by class; from the definition.
inline Examples slowKept(const Examples& train, std::int64_t perClass, int task)
{
    const auto order = Random(tinySeeds.memory, "memory", static_cast<std::uint64_t>(task), 0).permutation(train.count());
    std::vector<std::int64_t> chosen;
    for (std::int64_t c = 0; c < 3; ++c) {
        std::int64_t kept = 0;
        for (const std::int64_t i : order)
            if (train.labels[i].item<std::int64_t>() == c && kept++ < perClass)
                chosen.push_back(i);
    }
    return train.at(at::tensor(chosen, at::kLong));
}

/// `count` examples, each drawn with one random number.
inline Examples slowDraw(const Examples& from, std::int64_t count, Random& random)
{
    std::vector<at::Tensor> images;
    std::vector<at::Tensor> labels;
    for (std::int64_t i = 0; i < count; ++i) {
        const auto at = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(from.count())));
        images.push_back(from.images[at]);
        labels.push_back(from.labels[at]);
    }
    return {at::stack(images), at::stack(labels)};
}

inline Random slowStream(std::uint64_t seed, const char* purpose, int task, std::int64_t step)
{
    return {seed, purpose, static_cast<std::uint64_t>(task), static_cast<std::uint64_t>(step)};
}

/// A method with its options filled in, whose weights are float64.
class TinyMethod {
public:
    explicit TinyMethod(const Json& method, std::shared_ptr<const Classifier> network = perceptron({4}),
                        std::int64_t taskClasses = 9, const Seeds& seeds = tinySeeds)
        : options_(Experiment(Json{{"method", method}}).section("method")), seeds_(seeds)
    {
        method_ = makeMethod({.options = options_,
                              .network = std::move(network),
                              .seeds = seeds,
                              .device = at::kCPU,
                              .memory = memory_,
                              .taskClasses = taskClasses});
        NamedTensors state = method_->state();
        for (auto& [name, tensor] : state)
            if (tensor.is_floating_point())
                tensor = tensor.to(at::kDouble);
        method_->restore(state);
    }

    Method* operator->() { return method_.get(); }
    Method& operator*() { return *method_; }
    EpisodicMemory& memory() { return memory_; }
    const Json& options() const { return options_; }

    /// All phases of a task; the losses of its steps.
    std::vector<double> learn(int task, const Examples& train, const TrainingSettings& settings, TaskSource* tasks = nullptr)
    {
        BatchOrder order(train.count(), settings.batchSize, seeds_.order, task);
        const TaskContext context{task, train, order, settings, seeds_, tasks};
        std::vector<double> losses;
        for (const Phase& phase : method_->phases(task, TrainCounts(static_cast<std::size_t>(task), train.count()), settings)) {
            method_->beginPhase(phase.name, context);
            for (std::int64_t step = 0; step < phase.steps; ++step) {
                method_->beforeStep(phase.name, step, context);
                losses.push_back(method_->step(phase.name, step, context).item<double>());
            }
        }
        method_->endTask(context);
        return losses;
    }

private:
    Json options_;
    Seeds seeds_;
    EpisodicMemory memory_;
    std::unique_ptr<Method> method_;
};

inline double largestDifference(const at::Tensor& a, const at::Tensor& b) { return (a - b).abs().max().item<double>(); }

}  // namespace isthmus::tests
