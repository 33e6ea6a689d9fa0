// Training steps of the methods as a run takes them: batches are gathered, the steps that a method computes together are taken,
// the losses are kept. A perceptron 784-256-256-10 on random images, momentum 0.8, no dropout; a reduced ResNet-18 on images of
// 3 x 32 x 32.
#include "engine/bench/bench_rows.h"

#include "engine/device.h"
#include "engine/methods/method.h"
#include "engine/models/layer_loops.h"
#include "engine/runs/experiment.h"

#include <vector>

namespace isthmus::engine {

namespace {

constexpr std::int64_t images = 10'000;
constexpr int timesOnDevice = 50;  // on another device than the processor, which is asked for more before it is done

/// A method with its first task at hand; for phase "connect" its first task is done.
class Training {
public:
    Training(const Json& method, const Json& model, std::int64_t batch, const std::string& device)
        : experiment_(Json{{"method", method}, {"model", model}}), device_(deviceCalled(device))
    {
        const bool convolutions = model.at("kind") == "resnet18";
        const InputShape shape = convolutions ? InputShape{.channels = 3, .height = 32, .width = 32} : InputShape{};
        network_ = std::make_shared<const Classifier>(Classifier{makeModel(experiment_.section("model"), shape)});
        const std::int64_t count = convolutions ? images / 10 : images;
        train_ = {at::rand({count, std::int64_t{shape.channels} * shape.height * shape.width}).to(device_),
                  at::randint(shape.classes, {count}, at::kLong).to(device_)};
        settings_ = {.batchSize = batch, .learningRate = 0.01, .momentum = 0.8};
        order_.emplace(count, batch, 1, 1, device_);
        method_ = makeMethod({.options = experiment_.section("method"),
                              .network = network_,
                              .seeds = Seeds::all(1),
                              .device = device_,
                              .memory = memory_});
    }

    void begin(const std::string& phase)
    {
        if (phase == "connect") {
            method_->beginPhase("learn", context());
            method_->endTask(context());
            task_ = 2;
            method_->beginPhase("learn", context());
        }
        phase_ = phase;
        method_->beginPhase(phase, context());
    }

    std::int64_t stepsTogether() const { return method_->stepsTogether(phase_, settings_); }

    void steps()
    {
        const std::int64_t count = stepsTogether();
        for (std::int64_t k = 0; k < count; ++k)
            method_->beforeStep(phase_, step_ + k, context());
        losses_ = method_->steps(phase_, step_, count, context());
        step_ += count;
    }

    /// Some more of them, and the wait for the device to be done with them.
    void manySteps(const std::stop_token& stop)
    {
        for (int i = 0; i < timesOnDevice && !stop.stop_requested(); ++i)
            steps();
        finishWork(device_);
    }

    double operations() const { return method_->stepOperations(phase_, settings_); }
    /// Every weight of every network is read and written once a step, and its velocity where there is momentum: in "learn". Of
    /// steps together the first matrix is read once more before them, and written once.
    double bytes() const
    {
        const auto widths = network_->model->perceptronWidths();
        const auto size = static_cast<double>(network_->model->layout().size());
        const double first = widths.empty() ? 0.0 : static_cast<double>(widths[0]) * static_cast<double>(widths[1]) / size;
        const auto together = static_cast<double>(LayerLoops<float>::stepsOfWindow);
        const double share = stepsTogether() > 1 ? 1.0 - first + 1.5 * first / together : 1.0;
        return share * (phase_ == "learn" ? 4.0 : 2.0) * sizeof(float) * method_->storedFloats();
    }

private:
    TaskContext context() { return {task_, train_, *order_, settings_, Seeds::all(1), nullptr}; }

    Experiment experiment_;
    at::Device device_;
    std::shared_ptr<const Classifier> network_;
    Examples train_;
    std::optional<BatchOrder> order_;
    TrainingSettings settings_;
    EpisodicMemory memory_;
    std::unique_ptr<Method> method_;
    std::string phase_;
    int task_ = 1;
    std::int64_t step_ = 0;
    std::vector<at::Tensor> losses_;
};

const Json perceptron{{"kind", "mlp"}, {"hidden", {256, 256}}};
const Json convolutions{{"kind", "resnet18"}};

Json methodOf(const std::string& kind)
{
    if (kind == "vanilla_ensemble")
        return {{"kind", kind}, {"base", "sgd"}};
    return {{"kind", kind}};
}

BenchWork work(std::shared_ptr<Training> training, const MachineSpeed& machine, double peak, const std::string& label)
{
    const double perStep = 1e6 / static_cast<double>(training->stepsTogether());
    if (machine.device != "cpu")
        return {.label = label,
                .unit = "µs",
                .work = [training](std::stop_token stop) { training->manySteps(stop); },
                .times = perStep / timesOnDevice};
    return {.label = label,
            .unit = "µs",
            .work = [training](std::stop_token) { training->steps(); },
            .times = perStep,
            .floor = 1e6 * floorSeconds(machine, peak, training->operations(), training->bytes()),
            .floorIs =
                "its operations at the peak of its threads, or its weights and velocities read and written as often as must be"};
}

BenchWork learning(const BenchInfo& info, const MachineSpeed& machine)
{
    const auto training = std::make_shared<Training>(methodOf(info.what), perceptron, info.size, machine.device);
    training->begin("learn");
    const bool shared = std::string(info.what) == "vanilla_ensemble";  // by its members
    return work(training, machine, shared ? machine.peakAllThreads : machine.peak,
                std::string(info.what) + ": learning step, batch " + std::to_string(info.size));
}

BenchWork connecting(const BenchInfo& info, const MachineSpeed& machine)
{
    const auto training =
        std::make_shared<Training>(Json{{"kind", info.what}, {"connect_batch_size", info.size}, {"connect_schedule", "constant"}},
                                   perceptron, 10, machine.device);
    training->begin("connect");
    return work(training, machine, machine.peak,
                std::string(info.what) + ": connecting step, batch 2 x " + std::to_string(info.size));
}

BenchWork convolving(const BenchInfo& info, const MachineSpeed& machine)
{
    const auto training = std::make_shared<Training>(methodOf(info.what), convolutions, info.size, machine.device);
    training->begin("learn");
    return work(training, machine, machine.peakAllThreads,
                "Reduced ResNet-18: " + std::string(info.what) + " step, batch " + std::to_string(info.size));
}

}  // namespace

std::span<const BenchInfo> stepBenches()
{
    static const std::vector<BenchInfo> rows{
        {"step.sgd.10", learning, "sgd", 10, true},
        {"step.sgd.64", learning, "sgd", 64, true},
        {"step.subspace_connectivity.10", learning, "subspace_connectivity", 10, true},
        {"step.subspace_connectivity.64", learning, "subspace_connectivity", 64, true},
        {"step.vanilla_ensemble.10", learning, "vanilla_ensemble", 10, true},
        {"step.vanilla_ensemble.64", learning, "vanilla_ensemble", 64, true},
        {"step.batch_ensemble.10", learning, "batch_ensemble", 10, true},
        {"step.batch_ensemble.64", learning, "batch_ensemble", 64, true},
        {"step.connect.mc_sgd", connecting, "mc_sgd", 32, true},
        {"step.connect.subspace_connectivity", connecting, "subspace_connectivity", 24, true},
        {"step.resnet18.10", convolving, "sgd", 10, true},
    };
    return rows;
}

}  // namespace isthmus::engine
