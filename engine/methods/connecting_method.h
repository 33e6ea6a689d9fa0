#pragma once
#include "engine/methods/plain_learner.h"

namespace isthmus::engine {

/// Defaults of the connecting phase, which suit one network and a simplex differently.
struct ConnectDefaults {
    std::int64_t steps = 0;
    std::int64_t batchSize = 0;
    double learningRate = 0.0;
    const char* schedule = "constant";
    double dropout = 0.0;
    std::int64_t currentExamples = 0;
    double memoryShare = 0.5;
    bool chainFactor = true;
};

/// The options of every method that connects solutions.
std::vector<OptionSpec> connectOptions(const ConnectDefaults& defaults);

/// What MC-SGD and Subspace-Connectivity share: a task is learned (phase "learn"), then the new solution is moved to where it is
/// joined to the one before, and to itself as just learned, by paths of low loss (phase "connect", from task 2). The loss on
/// the path to the solution before is measured on the memory of earlier tasks, that on the other path on examples of the
/// current task. A method says where on the paths.
class ConnectingMethod : public PlainLearner {
public:
    std::vector<Phase> phases(int task, const TrainCounts& train, const TrainingSettings& settings) const override;
    void beginPhase(const std::string& phase, const TaskContext& context) override;
    at::Tensor step(const std::string& phase, std::int64_t step, const TaskContext& context) override;
    std::int64_t stepsTogether(const std::string& phase, const TrainingSettings& settings) const override;
    std::vector<at::Tensor> steps(const std::string& phase, std::int64_t first, std::int64_t count,
                                  const TaskContext& context) override;
    void endTask(const TaskContext& context) override;

    NamedTensors state() const override;
    void restore(const NamedTensors& state) override;

    double stepOperations(const std::string& phase, const TrainingSettings& settings) const override;
    double storedFloats() const override;
    std::string rateOption(const std::string& phase) const override;

protected:
    using PlainLearner::PlainLearner;

    /// Where on the paths one step looks: the vertices' shares, and the anchor's as the last one. One pair of places per
    /// evaluation; their losses are averaged.
    struct Places {
        std::vector<double> old;     ///< on the path to the solution before, [n + 1]
        std::vector<double> recent;  ///< on the path to the solution just learned, [n + 1]
    };
    virtual std::vector<Places> places(Random& random) const = 0;
    virtual int placesPerStep() const { return 1; }

private:
    Examples batch(std::int64_t step, const TaskContext& context) override;
    std::int64_t batchSize(const TrainingSettings& settings) const override;
    at::Tensor connect(std::int64_t step, const TaskContext& context);
    void beginConnecting(const TaskContext& context);
    std::vector<Place> onPaths(Random& random) const;  ///< pairs: to the solution before, and to the one just learned
    Examples forMemory(const TaskContext& context) const;
    bool replays() const;
    double connectingRate(std::int64_t step) const;
    double memoryShare(int task) const;

    Examples current_;          ///< of the current task, while connecting
    at::Tensor previous_;       ///< w*_{t-1}, [P]: what the run predicted with after the task before
    at::Tensor learned_;        ///< w^_t, [P], while connecting
    at::Tensor startVertices_;  ///< W*_{t-1}, [n, P], while in a task
};

}  // namespace isthmus::engine
