// Plain SGD (naive fine-tuning): minimise the current task's loss from the previous weights. The lower bound.
#include "engine/methods/method.h"
#include "engine/subspaces/simplex_learner.h"

namespace isthmus::engine {

namespace {

const OptionGroup declaration{
    .id = "sgd",
    .label = "SGD",
    .help = "One network, fine-tuned on each task in turn. Nothing guards the earlier tasks: the lower bound.",
    .source = "",
    .options = {}};

class Sgd final : public Method {
public:
    explicit Sgd(const MethodContext& context)
        : network_(context.model, 1, SimplexLearner::Start::Independent, 1.0, context.seed, context.device)
    {
    }

    std::vector<Phase> phases(int, std::int64_t train, const TrainingSettings& settings) const override
    {
        return {{"learn", learnSteps(train, settings)}};
    }

    void beginPhase(const std::string&, const TaskContext&) override { network_.simplex().rest(); }

    at::Tensor step(const std::string&, std::int64_t step, const TaskContext& context) override
    {
        const TrainingSettings& now = context.settings;
        return network_.learn(context.batch(step),
                              {.rate = now.rateAt(context.task), .momentum = now.momentum, .dropout = now.dropout},
                              context.stream("learn", step));
    }

    void endTask(const TaskContext&) override {}

    at::Tensor weights() const override { return network_.simplex().vertices[0]; }

    NamedTensors state() const override
    {
        NamedTensors state;
        network_.save(state);
        return state;
    }

    void restore(const NamedTensors& state) override { network_.restore(state); }

    double stepOperations(const std::string&, const TrainingSettings& settings) const override
    {
        return network_.stepOperations(static_cast<double>(settings.batchSize), 1, false);
    }

    double storedFloats() const override { return static_cast<double>(network_.simplex().vertices.numel()); }

private:
    SimplexLearner network_;
};

}  // namespace

extern const MethodInfo sgdInfo;
const MethodInfo sgdInfo{&declaration,
                         [](const MethodContext& context) -> std::unique_ptr<Method> { return std::make_unique<Sgd>(context); }};

}  // namespace isthmus::engine
