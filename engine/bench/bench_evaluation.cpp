// The evaluation of a perceptron 784-256-256-10 on random images.
#include "engine/bench/bench_rows.h"

#include "engine/device.h"
#include "engine/models/evaluation.h"

#include <array>

namespace isthmus::engine {

namespace {

BenchWork evaluation(const BenchInfo& info, const MachineSpeed& machine)
{
    const at::Device device = deviceCalled(machine.device);
    const Json options{{"kind", "mlp"}, {"hidden", {256, 256}}, {"dropout", 0.0}, {"parameter_multiple", 1}};
    const auto network = std::make_shared<const Classifier>(Classifier{makeModel(options, InputShape{})});
    const at::Tensor weights = network->model->initialWeights(Random(1)).to(device);
    const TestSet test{{at::rand({info.size, 784}).to(device), at::randint(10, {info.size}, at::kLong).to(device)}};
    return {.label = "Evaluation of " + std::to_string(info.size) + " images",
            .unit = "s",
            .work = [=](std::stop_token stop) { evaluate(*network, {weights}, test, stop); },
            .times = 1.0,
            .floor = info.size * network->model->forwardOperations() / machine.peakAllThreads,
            .floorIs = "its operations at the machine's peak"};
}

}  // namespace

std::span<const BenchInfo> evaluationBenches()
{
    static const std::array<BenchInfo, 1> rows{{{"evaluation.10000", evaluation, "", 10'000, true}}};
    return rows;
}

}  // namespace isthmus::engine
