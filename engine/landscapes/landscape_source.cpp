#include "engine/landscapes/landscape_source.h"

#include "engine/error.h"
#include "engine/landscapes/weights_checksum.h"
#include "engine/options/option_value.h"
#include "engine/runs/damage.h"
#include "engine/runs/network_file.h"
#include "engine/runs/safetensors.h"
#include "engine/runs/stored_networks.h"

#include <spdlog/spdlog.h>

#include <numeric>

namespace isthmus::engine {

namespace {

std::filesystem::path usedDataDir(const RunFolder& run)
{
    if (!std::filesystem::exists(run.provenance()))
        return {};
    return readingFrom(run.provenance(), [&] { return readJsonObject(run.provenance()).value("data_dir", ""); });
}

/// So that a damaged file is told from a whole one.
std::string checksumOf(const NamedTensors& tensors)
{
    std::string all;
    for (const auto& [name, tensor] : tensors)
        all += name + ' ' + engine::checksumOf(tensor) + '\n';
    return sha256(all);
}

}  // namespace

LandscapeSource::LandscapeSource(const RunFolder& run, const std::filesystem::path& dataDir, const std::stop_token& stop)
    : run_(run),
      experiment_(Experiment::fromFile(run.experiment(), {"execution.device=auto"})),
      parts_(prepare(experiment_, dataDir.empty() ? usedDataDir(run) : dataDir, stop))
{
}

InputShape LandscapeSource::shape() const
{
    const Dataset& data = parts_->dataset;
    return {.channels = data.test.channels, .height = data.test.height, .width = data.test.width, .classes = data.classes};
}

std::shared_ptr<const Classifier> LandscapeSource::network(const std::string& normalisation) const
{
    if (normalisation == "model")
        return parts_->network;
    Json model = experiment_.section("model");
    if (model.value("normalisation", "none") == "none")
        throw badInput("normalisation: the run's networks have no batch normalisation; leave it at \"model\"");
    model["normalisation"] = normalisation;
    return std::make_shared<const Classifier>(Classifier{makeModel(model, shape()), parts_->network->heads});
}

ChartNetwork LandscapeSource::anchor(const std::string& name) const
{
    const bool isPath = name.ends_with(".safetensors");
    const std::filesystem::path path = isPath ? std::filesystem::path(name) : run_.weights(name);
    if (std::filesystem::exists(path))
        return {isPath ? networkName(path) : name, readNetwork(path, parts_->model().layout()).to(parts_->device)};
    if (isPath)
        throw badInput(name + ": there is no such file");
    const std::vector<std::string> names = run_.anchors();
    const std::string near = nearestWord(name, names);
    throw badInput(
        run_.path().string() + ": has no anchor \"" + name + "\""
        + (near.empty() ? "; it has " + std::to_string(names.size()) + " under weights/" : "; did you mean \"" + near + "\"?"));
}

std::vector<int> LandscapeSource::numbersOf(std::vector<int> wanted) const
{
    const int available = parts_->tasks->tasks();
    for (const int task : wanted)
        if (task < 1 || task > available)
            throw badInput(run_.path().string() + ": has no task " + std::to_string(task) + "; its tasks are 1 to "
                           + std::to_string(available));
    if (wanted.empty()) {
        wanted.resize(static_cast<std::size_t>(available));
        std::iota(wanted.begin(), wanted.end(), 1);
    }
    return wanted;
}

std::vector<TaskExamples> LandscapeSource::examples(const Model& model, const std::vector<int>& tasks, const std::string& split,
                                                    std::int64_t samples, const std::stop_token& stop)
{
    TaskSource& source = *parts_->tasks;
    const bool calibrated = model.recomputesStatistics();
    std::vector<TaskExamples> all;
    for (const int task : tasks) {
        if (split != "train")
            all.push_back(
                {task, source.test(task, samples > 0 ? samples : source.testCount(task), calibrated, stop), Split::Test});
        if (split != "test")
            all.push_back({task, source.trainSample(task, samples > 0 ? samples : source.trainCount(task), calibrated, stop),
                           Split::Train});
    }
    return all;
}

Examples LandscapeSource::training(const std::vector<int>& tasks, std::int64_t perTask, const std::stop_token& stop)
{
    std::vector<at::Tensor> images;
    std::vector<at::Tensor> labels;
    for (const int task : tasks) {
        const Examples examples = parts_->trainSample(task, perTask, stop).examples;
        images.push_back(examples.images);
        labels.push_back(examples.labels);
    }
    return {at::cat(images), at::cat(labels)};
}

Json LandscapeSource::identity(const std::vector<ChartNetwork>& anchors, const std::vector<int>& tasks) const
{
    Json networks = Json::array();
    for (const ChartNetwork& anchor : anchors)
        networks.push_back({{"name", anchor.name}, {"sha256", checksumOf(anchor.weights)}});
    return {{"anchors", networks},
            {"tasks", tasks},
            {"seed", experiment_.seed()},
            {"benchmark", experiment_.section("benchmark")},
            {"model", experiment_.section("model")}};
}

NamedTensors LandscapeSource::found(const Json& identity, const std::function<NamedTensors()>& search) const
{
    const std::string text = identity.dump();
    const auto kind = identity.at("chart").at("kind").get<std::string>();
    const std::filesystem::path file = run_.landscapes() / (kind + "-" + sha256(text).substr(0, 12) + ".safetensors");
    try {
        if (std::filesystem::exists(file)) {
            TensorFile kept = readSafetensors(file);
            if (kept.metadata["identity"] == text && kept.metadata["sha256"] == checksumOf(kept.tensors))
                return std::move(kept.tensors);
        }
    } catch (const Error& error) {  // it costs its own search, no more
        spdlog::warn("{}; it is looked for once more", error.what());
    }
    NamedTensors result = search();
    try {
        std::filesystem::create_directories(run_.landscapes());
        writeSafetensors(file, {result, {{"identity", text}, {"sha256", checksumOf(result)}}});
    } catch (const std::exception& error) {
        spdlog::warn("{}: {}; what was found is not kept", file.string(), error.what());
    }
    return result;
}

}  // namespace isthmus::engine
