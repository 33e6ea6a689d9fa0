#pragma once
#include "engine/landscapes/chart.h"
#include "engine/runs/experiment.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/run_parts.h"

namespace isthmus::engine {

/// The networks and the examples of a stored run that landscapes are made of. Any device will do to look at a run, whichever it
/// was trained on.
class LandscapeSource {
public:
    /// `dataDir` empty: the one the run used. Throws as `prepare` does.
    LandscapeSource(const RunFolder& run, const std::filesystem::path& dataDir, const std::stop_token& stop);

    const RunFolder& run() const { return run_; }
    /// `normalisation`: "model" is the run's own network, otherwise what its "model.normalisation" is to be. Throws
    /// Error(BadInput) when there is nothing to normalise.
    std::shared_ptr<const Classifier> network(const std::string& normalisation = "model") const;
    InputShape shape() const;

    /// The network of that name under weights/, or of a path to safetensors. Throws Error(BadInput) when there is none.
    ChartNetwork anchor(const std::string& name) const;
    /// The tasks that are asked for, all for none. Throws Error(BadInput) for one that the run has not.
    std::vector<int> numbersOf(std::vector<int> wanted) const;
    /// With what this model wants to be evaluated. `split`: "test", "train" or "both"; `samples` of each task and split, 0: all.
    /// Throws Error(Interrupted) within 200 ms of a stop request.
    std::vector<TaskExamples> examples(const Model& model, const std::vector<int>& tasks, const std::string& split,
                                       std::int64_t samples, const std::stop_token& stop);
    /// The first training examples of each of these tasks together. Throws as `examples` does.
    Examples training(const std::vector<int>& tasks, std::int64_t perTask, const std::stop_token& stop);

    /// What numbers computed on these anchors and tasks depend on, beside the chart.
    Json identity(const std::vector<ChartNetwork>& anchors, const std::vector<int>& tasks) const;
    std::string device() const { return parts_->device.str(); }
    /// What `search` returns. It is kept in the run's folder for the next time that it is looked for with the same identity, on
    /// whichever device and with however many threads.
    NamedTensors found(const Json& identity, const std::function<NamedTensors()>& search) const;

private:
    RunFolder run_;
    Experiment experiment_;
    std::unique_ptr<RunParts> parts_;
};

}  // namespace isthmus::engine
