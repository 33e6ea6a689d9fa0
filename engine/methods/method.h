#pragma once
#include "engine/data/episodic_memory.h"
#include "engine/data/task_source.h"
#include "engine/models/classifier.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace isthmus::engine {

class Companion;

/// The "training" section, and the model's dropout, as they stand at this step: some may change while a run goes on.
struct TrainingSettings {
    std::int64_t epochs = 1;
    std::int64_t batchSize = 10;
    double learningRate = 0.05;
    double decay = 1.0;  ///< factor per task
    double momentum = 0.0;
    double dropout = 0.0;

    /// Learning rate of task `task` (from 1).
    double rateAt(int task) const;
};

/// How many training examples each task has, [tasks]; of task t at index t - 1.
using TrainCounts = std::vector<std::int64_t>;

/// A stretch of steps inside a task.
struct Phase {
    std::string name;  ///< "learn", "connect"
    std::int64_t steps = 0;
    bool trains = true;  ///< false: it looks at examples and moves no weight, so it has no loss curve and no solution of its own
};

/// What a method may look at while it works on a task.
struct TaskContext {
    int task = 1;  ///< from 1
    const Examples& train;
    BatchOrder& order;
    const TrainingSettings& settings;
    Seeds seeds;
    TaskSource* tasks = nullptr;               ///< for methods that look at other tasks' data
    std::optional<Companion*> companion = {};  ///< as StepSettings has it

    /// The random stream of one step of one phase.
    Random stream(const char* purpose, std::int64_t step) const { return streamOf(seeds.run, purpose, step); }
    /// That of choices about the memory: what is kept, what is replayed.
    Random memoryStream(const char* purpose, std::int64_t step) const { return streamOf(seeds.memory, purpose, step); }
    /// The training batch of a step, with the epochs' shuffling.
    Examples batch(std::int64_t step) const { return train.at(sent(order.at(step), train.labels.device())); }

private:
    Random streamOf(std::uint64_t seed, const char* purpose, std::int64_t step) const
    {
        return {seed, purpose, static_cast<std::uint64_t>(task), static_cast<std::uint64_t>(step)};
    }
};

/// A network worth keeping beside the one that predicts.
struct NamedNetwork {
    std::string name;  ///< "vertex-1", "member-2"
    at::Tensor weights;
};

/// A continual-learning method: how weights move from task to task. It holds all its state but the replay memory, which is
/// the run's, and knows no files and no threads; the session calls it step by step, or stretch by stretch where it computes some
/// steps together, so that pause, stop and checkpoints fall between any two of them.
class Method {
public:
    virtual ~Method() = default;

    /// The phases of a task, in order.
    virtual std::vector<Phase> phases(int task, const TrainCounts& train, const TrainingSettings& settings) const = 0;
    virtual void beginPhase(const std::string& phase, const TaskContext& context) = 0;
    /// What step number `step` does to the replay memory, before it is taken: once for all members of an ensemble.
    virtual void beforeStep(const std::string&, std::int64_t, const TaskContext&) {}
    /// Step number `step` (from 0) of the phase; returns its loss, a scalar tensor. It changes nothing but the method's own
    /// state, because the members of an ensemble take theirs at the same time.
    virtual at::Tensor step(const std::string& phase, std::int64_t step, const TaskContext& context) = 0;
    /// How many steps of the phase, counted from its beginning, this method computes together where that is faster. They may be
    /// asked for a few at a time, which changes no bit, and looked at in between; but what a resumed run goes on from is the
    /// state at the end of such a stretch, and only there do options change.
    virtual std::int64_t stepsTogether(const std::string&, const TrainingSettings&) const { return 1; }
    /// Steps `first` … `first + count - 1` of the phase, `beforeStep` done for all of them; returns their losses.
    virtual std::vector<at::Tensor> steps(const std::string& phase, std::int64_t first, std::int64_t count,
                                          const TaskContext& context)
    {
        std::vector<at::Tensor> losses;
        for (std::int64_t k = 0; k < count; ++k)
            losses.push_back(step(phase, first + k, context));
        return losses;
    }
    /// The "method" object after one of its live options has changed.
    virtual void changeOptions(const Json&) {}
    /// Called when every phase of the task is done.
    virtual void endTask(const TaskContext& context) = 0;

    /// One network [P]: what the run predicts with, or the first of those it predicts with.
    virtual at::Tensor weights() const = 0;
    /// The networks whose softmaxes are averaged to predict; `weights()` alone unless the method says otherwise.
    virtual std::vector<at::Tensor> members() const { return {weights()}; }
    /// Networks worth keeping beside `weights()`, and the ones whose diversity is measured.
    virtual std::vector<NamedNetwork> parts() const { return {}; }

    /// Everything that a later step depends on, for an exact resume.
    virtual NamedTensors state() const = 0;
    /// Throws Error(BadInput) in one clause when the state is not one of this method on this model.
    virtual void restore(const NamedTensors& state) = 0;

    /// Floating-point operations of one step of a phase (handbook: measures.md, Cost).
    virtual double stepOperations(const std::string& phase, const TrainingSettings& settings) const = 0;
    /// Numbers kept between tasks beside the replay memory: weights, anchors, importances.
    virtual double storedFloats() const = 0;
    /// Those of them that the members of an ensemble would have in common, and that `storedFloats` leaves out.
    virtual double sharedFloats() const { return 0.0; }
    /// The option that a loss which is not a finite number speaks against.
    virtual std::string rateOption(const std::string&) const { return "training.learning_rate"; }
};

/// What a method is made from.
struct MethodContext {
    const Json& options;  ///< the resolved "method" object
    std::shared_ptr<const Classifier> network;
    Seeds seeds;
    at::Device device;
    EpisodicMemory& memory;         ///< the run's; outlives the method
    std::int64_t taskClasses = 10;  ///< classes of all tasks together: how many times `memory_per_class` images fit
};

/// One row of the table of methods.
struct MethodInfo {
    const OptionGroup* declaration;
    std::unique_ptr<Method> (*make)(const MethodContext& context);
    /// Empty when these options make sense together; else what is wrong, in one clause. Null: they always do.
    std::string (*problem)(const Json& options) = nullptr;
};

/// The methods that train one network: what a vanilla ensemble can be made of.
std::span<const MethodInfo> singleNetworkMethods();
/// All methods, those among them.
std::span<const MethodInfo> methodTable();
const MethodInfo& findMethod(const std::string& id);  ///< asserts: ids come from a validated experiment
std::unique_ptr<Method> makeMethod(const MethodContext& context);

/// Steps of phase "learn" of a task: every training example once per epoch.
std::int64_t learnSteps(int task, const TrainCounts& train, const TrainingSettings& settings);
/// Steps that go over this many examples once per epoch.
std::int64_t stepsOver(std::int64_t examples, const TrainingSettings& settings);

}  // namespace isthmus::engine
