// Subspace ensemble (Wortsman et al. 2021, arXiv 2102.10472): a simplex of networks learned at the cost of one.
// Each step draws a ~ U(Delta_n) and steps every vertex on L_t(W^T a).
#include "engine/methods/method.h"
#include "engine/subspaces/simplex_learner.h"

namespace isthmus::engine {

namespace {

const OptionGroup declaration{
    .id = "subspace_ensemble",
    .label = "Subspace ensemble",
    .help = "A simplex of networks, fine-tuned on each task in turn at the cost of one network. It does not guard the earlier "
            "tasks.",
    .source = "Wortsman et al. 2021, arXiv 2102.10472",
    .options = simplexOptions()};

class SubspaceEnsemble final : public Method {
public:
    explicit SubspaceEnsemble(const MethodContext& context)
        : learner_(context.model, context.options, context.seed, context.device),
          members_(context.options.at("inference_members").get<int>()),
          seed_(context.seed)
    {
    }

    std::vector<Phase> phases(int, std::int64_t train, const TrainingSettings& settings) const override
    {
        return {{"learn", learnSteps(train, settings)}};
    }

    void beginPhase(const std::string&, const TaskContext&) override { learner_.simplex().rest(); }

    at::Tensor step(const std::string&, std::int64_t step, const TaskContext& context) override
    {
        const TrainingSettings& now = context.settings;
        return learner_.learn(context.batch(step),
                              {.rate = now.rateAt(context.task), .momentum = now.momentum, .dropout = now.dropout},
                              context.stream("learn", step));
    }

    void endTask(const TaskContext&) override {}

    at::Tensor weights() const override { return learner_.simplex().midpoint(); }
    std::vector<at::Tensor> members() const override { return learner_.members(members_, seed_); }
    at::Tensor vertices() const override { return learner_.simplex().vertices; }

    NamedTensors state() const override
    {
        NamedTensors state;
        learner_.save(state);
        return state;
    }

    void restore(const NamedTensors& state) override { learner_.restore(state); }

    double stepOperations(const std::string&, const TrainingSettings& settings) const override
    {
        return learner_.stepOperations(static_cast<double>(settings.batchSize), 1, false);
    }

    double storedFloats() const override { return static_cast<double>(learner_.simplex().vertices.numel()); }

private:
    SimplexLearner learner_;
    int members_;
    std::uint64_t seed_;
};

}  // namespace

extern const MethodInfo subspaceEnsembleInfo;
const MethodInfo subspaceEnsembleInfo{&declaration, [](const MethodContext& context) -> std::unique_ptr<Method> {
                                          return std::make_unique<SubspaceEnsemble>(context);
                                      }};

}  // namespace isthmus::engine
