#include "engine/runs/run_parts.h"

#include "engine/device.h"

namespace isthmus::engine {

std::unique_ptr<RunParts> prepare(const Experiment& experiment, const std::filesystem::path& dataDir, std::stop_token stop)
{
    auto parts = std::make_unique<RunParts>();
    parts->device = deviceCalled(experiment.section("execution").at("device").get<std::string>());
    const Json& benchmark = experiment.section("benchmark");
    parts->dataset = findDataset(benchmark.at("dataset").get<std::string>()).load(dataDir, stop);
    const ImageSet& images = parts->dataset.train;
    parts->tasks = std::make_unique<TaskSource>(parts->dataset, benchmark, experiment.seed(), parts->device);
    parts->model = makeModel(
        experiment.section("model"),
        {.channels = images.channels, .height = images.height, .width = images.width, .classes = parts->dataset.classes});
    return parts;
}

}  // namespace isthmus::engine
