#include "engine/runs/run_parts.h"

#include "engine/device.h"

namespace isthmus::engine {

std::unique_ptr<RunParts> prepare(const Experiment& experiment, const std::filesystem::path& dataDir, std::stop_token stop)
{
    auto parts = std::make_unique<RunParts>();
    parts->device = deviceCalled(experiment.section("execution").at("device").get<std::string>());
    const Json& benchmark = experiment.section("benchmark");
    const DatasetInfo& row = findDataset(benchmark.at("dataset").get<std::string>());
    parts->dataset = row.load(DataPlace::of(benchmark, dataDir), stop);
    const ImageSet& images = parts->dataset.train;
    parts->tasks = std::make_unique<TaskSource>(parts->dataset, benchmark, experiment.seeds().tasks, parts->device);
    const InputShape input{
        .channels = images.channels, .height = images.height, .width = images.width, .classes = parts->dataset.classes};
    std::shared_ptr<const Model> model = makeModel(experiment.section("model"), input);
    Json unscaled = experiment.section("model");
    unscaled["parameter_multiple"] = 1;
    const auto plain = makeModel(unscaled, input);
    parts->plain = {plain->forwardOperations(), static_cast<double>(plain->layout().size())};
    const std::vector<int> heads = parts->tasks->headOfClass();
    parts->network =
        std::make_shared<const Classifier>(Classifier{std::move(model), heads.empty() ? Heads() : Heads(heads, parts->device)});
    return parts;
}

}  // namespace isthmus::engine
