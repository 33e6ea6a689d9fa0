// The evaluation of a perceptron 784-256-256-10 on random images, and on glyphs, which are mostly background.
#include "engine/bench/bench_rows.h"

#include "engine/data/datasets.h"
#include "engine/data/task_source.h"
#include "engine/device.h"
#include "engine/models/evaluation.h"
#include "engine/runs/experiment.h"

#include <array>

namespace isthmus::engine {

namespace {

/// The first of the built-in data set's training images: it has more of them than for tests.
Examples glyphs(std::int64_t count, const at::Device& device)
{
    const Experiment experiment(Json{{"benchmark", {{"kind", "permuted"}, {"dataset", "glyphs"}}}});
    TaskSource source(findDataset("glyphs").load({}, {}), experiment.section("benchmark"), 1, device);
    return source.train(1).first(count);
}

Examples noise(std::int64_t count, const at::Device& device)
{
    return {at::rand({count, 784}).to(device), at::randint(10, {count}, at::kLong).to(device)};
}

BenchWork evaluation(const BenchInfo& info, const MachineSpeed& machine)
{
    const at::Device device = deviceCalled(machine.device);
    const Json options{{"kind", "mlp"}, {"hidden", {256, 256}}, {"dropout", 0.0}, {"parameter_multiple", 1}};
    const auto network = std::make_shared<const Classifier>(Classifier{makeModel(options, InputShape{})});
    const at::Tensor weights = network->model->initialWeights(Random(1)).to(device);
    const std::string kind = info.what;
    const TestSet test{kind == "glyphs" ? glyphs(info.size, device) : noise(info.size, device)};
    return {.label = "Evaluation of " + std::to_string(info.size) + " " + kind,
            .unit = "s",
            .work = [=](std::stop_token stop) { evaluate(*network, {weights}, test, stop); },
            .times = 1.0,
            .floor = info.size * network->model->forwardOperations() / machine.peakAllThreads,
            .floorIs = "all its operations at the machine's peak, those of the background among them"};
}

}  // namespace

std::span<const BenchInfo> evaluationBenches()
{
    static const std::array<BenchInfo, 2> rows{{{"evaluation.10000", evaluation, "random images", 10'000, true},
                                                {"evaluation.glyphs", evaluation, "glyphs", 10'000, true}}};
    return rows;
}

}  // namespace isthmus::engine
