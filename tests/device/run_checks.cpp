// Whole runs on the built-in data, each in a folder that is removed afterwards.
#include "engine/runs/network_file.h"
#include "engine/runs/session.h"
#include "engine/runs/stored_run.h"
#include "tests/device/checks.h"
#include "tests/support/small_experiment.h"

#include <unistd.h>

#include <filesystem>

namespace isthmus::tests {

using namespace isthmus::engine;

namespace {

/// A folder for the runs of one check.
class Folder {
public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("isthmus-device-check-" + std::to_string(getpid())))
    {
        std::filesystem::create_directories(path_);
    }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

Json experimentOn(const at::Device& device, const Json& method)
{
    Json experiment = smallExperiment();
    experiment["method"] = method;
    experiment["execution"]["device"] = device.str();
    experiment["execution"]["threads"] = 1;
    return experiment;
}

Json subspaceConnectivity() { return smallExperiment().at("method"); }

double averageAccuracy(const RunOutcome& outcome)
{
    require("the run is done, not \"" + outcome.message + "\"", outcome.state == RunState::Done);
    return readJsonFile(outcome.folder / "summary.json").at("average_accuracy").get<double>();
}

double accuracyOfRun(const Json& experiment)
{
    const Folder folder;
    return averageAccuracy(Session(Experiment(experiment), "", folder.path(), {}).run({}));
}

/// The same run, stopped before a step of the second task's first phase and resumed.
double accuracyOfResumedRun(const Json& experiment)
{
    const Folder folder;
    std::stop_source source;
    Control* control = nullptr;
    int step = 0;
    SessionListener listener;
    listener.onWeights = [&](const auto&) {  // once before each step, because each time asks for the next
        if (++step == 87)
            source.request_stop();
        control->requestWeights();
    };
    Session session(Experiment(experiment), "", folder.path(), listener);
    control = &session.control();
    control->requestWeights();
    const RunOutcome stopped = session.run(source.get_token());
    require("the run is stopped, not \"" + stopped.message + "\"", stopped.state == RunState::Stopped);
    return averageAccuracy(Session::resume(stopped.folder, {}, "", {}).run({}));
}

void resumes(const at::Device& device)
{
    const Json experiment = experimentOn(device, subspaceConnectivity());
    // Sums in another order from run to run: on the processor there are none, on a device a few images may change sides.
    const double tolerance = device.is_cpu() ? 0.0 : 0.02;
    agree("average accuracy", accuracyOfRun(experiment), accuracyOfResumedRun(experiment), tolerance);
}

void agreesWithTheProcessor(const at::Device& device)
{
    const double expected = accuracyOfRun(experimentOn(at::kCPU, subspaceConnectivity()));
    agree("average accuracy", expected, accuracyOfRun(experimentOn(device, subspaceConnectivity())), 0.03);
}

/// Every method, and a network of convolutions.
std::vector<std::pair<std::string, Json>> variants(const at::Device& device)
{
    std::vector<std::pair<std::string, Json>> all;
    for (const OptionSection& section : experimentSchema().sections)
        if (section.key == "method")
            for (const OptionGroup& kind : section.kinds)
                all.emplace_back("run of " + kind.id, experimentOn(device, {{"kind", kind.id}}));
    Json convolutions = experimentOn(device, subspaceConnectivity());
    convolutions["model"] = {{"kind", "resnet18"}, {"feature_maps", 2}, {"normalisation", "recomputed"}};
    convolutions["benchmark"] = {{"kind", "split"},       {"dataset", "glyphs"},   {"tasks", 2},
                                 {"classes_per_task", 2}, {"train_per_task", 100}, {"test_per_task", 40}};
    all.emplace_back("run of resnet18 on split tasks", convolutions);
    return all;
}

}  // namespace

std::vector<Check> runChecks()
{
    std::vector<Check> checks{{"run ends as on the processor", agreesWithTheProcessor},
                              {"run that was stopped and resumed", resumes}};
    for (std::size_t i = 0; i < variants(at::kCPU).size(); ++i)
        checks.push_back({variants(at::kCPU)[i].first, [i](const at::Device& device) {
                              const double accuracy = accuracyOfRun(variants(device)[i].second);
                              require("an average accuracy above chance, not " + std::to_string(accuracy), accuracy > 0.15);
                          }});
    return checks;
}

}  // namespace isthmus::tests
