// Subspace ensemble (Wortsman et al. 2021, arXiv 2102.10472): a line, simplex or Bezier curve of networks learned at the cost of
// one. Each step draws a point of the subspace and steps every vertex on the loss there; optionally a term
// beta cos^2(w_i, w_j) of a random pair keeps the vertices apart.
#include "engine/methods/plain_learner.h"

namespace isthmus::engine {

namespace {

std::vector<OptionSpec> options()
{
    std::vector<OptionSpec> all = simplexOptions("independent");
    const std::vector<OptionSpec> shape = subspaceOptions();
    all.insert(all.begin() + 1, shape.begin(), shape.end());
    return all;
}

const OptionGroup declaration{
    .id = "subspace_ensemble",
    .label = "Subspace ensemble",
    .help = "A simplex of networks, fine-tuned on each task in turn at the cost of one network. It does not guard the earlier "
            "tasks.",
    .source = "Wortsman et al. 2021, arXiv:2102.10472",
    .options = options(),
    .defaults = {{"training.learning_rate", 0.2}, {"training.learning_rate_decay", 0.8}}};

class SubspaceEnsemble final : public PlainLearner {
public:
    explicit SubspaceEnsemble(const MethodContext& context) : PlainLearner(context, OnSimplex{}) {}

    std::vector<at::Tensor> members() const override
    {
        return learner_.members(options_.at("inference_members").get<int>(), seeds_.run);
    }
};

}  // namespace

extern const MethodInfo subspaceEnsembleInfo;
const MethodInfo subspaceEnsembleInfo{
    .declaration = &declaration,
    .make = [](const MethodContext& context) -> std::unique_ptr<Method> { return std::make_unique<SubspaceEnsemble>(context); },
    .problem = subspaceProblem};

}  // namespace isthmus::engine
