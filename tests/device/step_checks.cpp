// Training steps: losses and weights after some steps of two tasks are those of the reference.
#include "engine/methods/method.h"
#include "engine/runs/experiment.h"
#include "tests/device/checks.h"
#include "tests/device/side.h"

namespace isthmus::tests {

using namespace isthmus::engine;

namespace {

/// What a method has come to: the losses of its steps, and by how much its numbers have changed (from zero, where they are new).
struct Learned {
    std::vector<double> losses;
    NamedTensors movement;
};

/// The state as numbers of the side's type; positions and counts stay whole.
NamedTensors ofType(NamedTensors state, at::ScalarType type)
{
    for (auto& [name, tensor] : state)
        if (tensor.is_floating_point())
            tensor = tensor.to(type);
    return state;
}

Learned learnTwoTasks(const Json& options, const NetworkKind& kind, const Side& side, const TrainingSettings& settings)
{
    const Json method = Experiment(Json{{"method", options}}).section("method");
    const Seeds seeds = Seeds::all(1);
    EpisodicMemory memory;
    const auto learner =
        makeMethod({.options = method, .network = side.network, .seeds = seeds, .device = side.device, .memory = memory});
    learner->restore(ofType(learner->state(), side.type));
    NamedTensors start;
    for (const auto& [name, tensor] : learner->state())
        start[name] = tensor.clone();
    Learned learned;
    for (int task = 1; task <= 2; ++task) {
        const Examples train = side.examples(kind, 40, static_cast<std::uint64_t>(task));
        BatchOrder order(train.count(), settings.batchSize, seeds.order, task);
        const TaskContext context{task, train, order, settings, seeds};
        for (const Phase& phase : learner->phases(task, TrainCounts(static_cast<std::size_t>(task), train.count()), settings)) {
            learner->beginPhase(phase.name, context);
            for (std::int64_t step = 0; step < phase.steps; ++step) {
                learner->beforeStep(phase.name, step, context);
                learned.losses.push_back(learner->step(phase.name, step, context).item<double>());
            }
        }
        learner->endTask(context);
    }
    for (const auto& [name, tensor] : learner->state())
        if (tensor.is_floating_point())
            learned.movement[name] = start.contains(name) ? tensor - start.at(name) : tensor.clone();
    return learned;
}

/// How near steps have to come. A unit of a convolution that rounding brings to the other side of zero changes its gradient
/// at once, and such a unit is met every few steps: convolutions take small steps and are granted more.
struct Strictness {
    double rate;
    double loss;
    double movement;  ///< of the weights since the beginning, relative, in Euclidean norm
};

void compareSteps(Json method, const NetworkKind& kind, const Strictness& strictness, double dropout, const at::Device& device)
{
    if (method.contains("connect_steps"))
        method["connect_learning_rate"] = strictness.rate;
    const TrainingSettings settings{.batchSize = 8, .learningRate = strictness.rate, .momentum = 0.5, .dropout = dropout};
    const Learned expected = learnTwoTasks(method, kind, referenceSide(kind), settings);
    const Learned found = learnTwoTasks(method, kind, deviceSide(kind, device), settings);
    require("as many steps", expected.losses.size() == found.losses.size());
    for (std::size_t step = 0; step < expected.losses.size(); ++step)
        agree("loss of step " + std::to_string(step + 1), expected.losses[step], found.losses[step], strictness.loss);
    for (const auto& [name, movement] : expected.movement)
        agree("movement of " + name, movement, found.movement.at(name), strictness.movement);
}

}  // namespace

std::vector<Check> stepChecks()
{
    const std::vector<Json> methods{
        {{"kind", "sgd"}},
        {{"kind", "subspace_connectivity"}, {"memory_per_class", 2}, {"connect_steps", 6}, {"connect_batch_size", 8}},
        {{"kind", "vanilla_ensemble"}, {"base", "sgd"}},
        {{"kind", "batch_ensemble"}},
    };
    const std::vector<std::pair<NetworkKind, Strictness>> networks{
        {perceptronKind(), {.rate = 0.02, .loss = 1e-5, .movement = 1e-3}},
        {resnetKind(), {.rate = 5e-4, .loss = 1e-2, .movement = 0.2}},
    };
    std::vector<Check> checks;
    for (const auto& [network, strictness] : networks)
        for (const Json& method : methods)
            for (const double dropout : {0.0, 0.2})
                checks.push_back({"steps of " + method.at("kind").get<std::string>() + ", " + network.name
                                      + (dropout > 0.0 ? ", dropout" : ""),
                                  [method, kind = network, strict = strictness, dropout](const at::Device& device) {
                                      compareSteps(method, kind, strict, dropout, device);
                                  }});
    return checks;
}

}  // namespace isthmus::tests
