// Subspace-Connectivity (Doan, Mirzadeh and Farajtabar, arXiv 2202.09826): a simplex of networks whose midpoint stays
// connected, by a path of low loss, to the midpoint of the task before. Task t has two phases:
//   learn    W^_t  = argmin_W E_{a ~ U(Delta_n)} L_t(W^T a), from W*_{t-1}
//   connect  W*_t  = argmin_W E_{(a,b) ~ U(Delta_{n+1})} [ L_B(W^T a + b w*_{t-1,mid}) + L_t(W^T a + b w^_{t,mid}) ], t > 1
// where L_B is measured on the memory B of earlier tasks and L_t on a few examples of the current one.
#include "engine/methods/connecting_method.h"

namespace isthmus::engine {

namespace {

std::vector<OptionSpec> options()
{
    std::vector<OptionSpec> all = simplexOptions("same");
    const std::vector<OptionSpec> connecting = connectOptions({.steps = 400,
                                                               .batchSize = 24,
                                                               .learningRate = 0.1,
                                                               .schedule = "linear",
                                                               .dropout = 0.3,
                                                               .currentExamples = 300,
                                                               .memoryShare = 0.7});
    all.insert(all.begin() + 1, connecting.begin(), connecting.end());
    all.push_back({.key = "shared_coefficients",
                   .label = "Shared coefficients",
                   .help = "One random point for both terms of a connecting step, or one for each.",
                   .fallback = true,
                   .rare = true});
    return all;
}

const OptionGroup declaration{
    .id = "subspace_connectivity",
    .label = "Subspace-Connectivity",
    .help = "A simplex of networks learned at the cost of one, then joined to the solution before by a path of low loss.",
    .source = "Doan, Mirzadeh and Farajtabar, arXiv:2202.09826",
    .options = options(),
    .defaults = {{"training.learning_rate", 0.15}, {"training.learning_rate_decay", 0.93}, {"model.dropout", 0.05}}};

class SubspaceConnectivity final : public ConnectingMethod {
public:
    explicit SubspaceConnectivity(const MethodContext& context) : ConnectingMethod(context, OnSimplex{}) {}

    std::vector<at::Tensor> members() const override
    {
        return learner_.members(options_.at("inference_members").get<int>(), seeds_.run);
    }

private:
    std::vector<Places> places(Random& random) const override
    {
        const std::vector<double> old = sampleSimplex(learner_.count() + 1, random);
        const bool shared = options_.at("shared_coefficients").get<bool>();
        return {{old, shared ? old : sampleSimplex(learner_.count() + 1, random)}};
    }
};

}  // namespace

extern const MethodInfo subspaceConnectivityInfo;
const MethodInfo subspaceConnectivityInfo{&declaration, [](const MethodContext& context) -> std::unique_ptr<Method> {
                                              return std::make_unique<SubspaceConnectivity>(context);
                                          }};

}  // namespace isthmus::engine
