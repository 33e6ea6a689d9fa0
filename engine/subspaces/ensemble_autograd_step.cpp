#include "engine/subspaces/ensemble_step.h"

#include <torch/csrc/autograd/autograd.h>

namespace isthmus::engine {

namespace {

class EnsembleAutogradStep final : public EnsembleStep {
public:
    EnsembleAutogradStep(std::shared_ptr<const Classifier> network, const FastLayout& layout)
        : network_(std::move(network)), layout_(layout)
    {
    }

    at::Tensor take(EnsembleWeights& weights, const Examples& batch, const EnsembleSettings& settings,
                    Random dropoutStream) override
    {
        Dropout dropout{settings.dropout, dropoutStream};
        const at::Tensor leaf = weights.parameters.detach().requires_grad_(true);
        const FastWeights fast = layout_.views(leaf);
        const std::int64_t members = layout_.members();
        const Examples repeated{batch.images.repeat({members, 1}), batch.labels.repeat({members})};
        const at::Tensor logits = network_->logits(leaf, repeated, {.dropout = &dropout, .fast = &fast});
        const at::Tensor loss = at::cross_entropy_loss(logits, repeated.labels);
        descend(weights, torch::autograd::grad({loss}, {leaf}).front(), settings);
        return loss.detach();
    }

private:
    static void descend(EnsembleWeights& weights, const at::Tensor& gradient, const EnsembleSettings& settings)
    {
        at::Tensor& velocity = weights.velocity;
        if (settings.momentum > 0.0) {
            velocity = velocity.defined() ? velocity.mul_(settings.momentum).add_(gradient) : gradient.clone();
            weights.parameters.sub_(velocity, settings.rate);
        } else {
            velocity = at::Tensor();  // momentum switched on again later begins anew
            weights.parameters.sub_(gradient, settings.rate);
        }
    }

    std::shared_ptr<const Classifier> network_;
    FastLayout layout_;
};

}  // namespace

std::unique_ptr<EnsembleStep> makeEnsembleAutogradStep(std::shared_ptr<const Classifier> network, const FastLayout& layout)
{
    return std::make_unique<EnsembleAutogradStep>(std::move(network), layout);
}

std::unique_ptr<EnsembleStep> makeEnsembleStep(std::shared_ptr<const Classifier> network, const FastLayout& layout,
                                               const at::Device& device)
{
    const bool perceptron = device.is_cpu() && !network->model->perceptronWidths().empty();
    return perceptron ? makeEnsemblePerceptronStep(std::move(network), layout)
                      : makeEnsembleAutogradStep(std::move(network), layout);
}

}  // namespace isthmus::engine
