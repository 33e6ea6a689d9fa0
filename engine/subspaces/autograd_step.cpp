#include "engine/subspaces/simplex_step.h"

#include <torch/csrc/autograd/autograd.h>

namespace isthmus::engine {

namespace {

class AutogradStep final : public SimplexStep {
public:
    explicit AutogradStep(const Model& model) : model_(model) {}

    at::Tensor take(Simplex& simplex, std::span<const LossTerm> terms, const StepSettings& settings,
                    Random dropoutStream) override
    {
        Dropout dropout{settings.dropout, dropoutStream};
        at::Tensor loss;
        std::vector<at::Tensor> gradients;  // all of them before any vertex moves
        for (const LossTerm& term : terms) {
            at::Tensor weights = simplex.point(term.a);
            if (term.anchor.defined())
                weights.add_(term.anchor, term.b);
            const at::Tensor termLoss = lossAt(weights.requires_grad_(true), term, dropout);
            gradients.push_back(torch::autograd::grad({termLoss}, {weights}).front());
            loss = loss.defined() ? loss + termLoss.detach() : termLoss.detach();
        }
        move(simplex, terms, gradients, settings);
        return loss;
    }

private:
    at::Tensor lossAt(const at::Tensor& weights, const LossTerm& term, Dropout& dropout) const
    {
        return at::cross_entropy_loss(model_.logits(weights, term.images, &dropout), term.labels);
    }

    static void move(Simplex& simplex, std::span<const LossTerm> terms, const std::vector<at::Tensor>& gradients,
                     const StepSettings& settings)
    {
        const bool momentum = settings.momentum > 0.0;
        if (momentum && !simplex.velocity.defined())
            simplex.velocity = at::zeros_like(simplex.vertices);
        if (momentum)
            simplex.velocity.mul_(settings.momentum);
        else
            simplex.rest();  // momentum switched on again later begins anew
        at::Tensor& target = momentum ? simplex.velocity : simplex.vertices;
        const double scale = momentum ? 1.0 : -settings.rate;
        for (std::size_t k = 0; k < terms.size(); ++k) {
            const double factor = settings.chainFactor ? 1.0 : 1.0 / (1.0 - terms[k].b);
            target.addr_(at::tensor(terms[k].a, target.options()), gradients[k], 1.0, scale * factor);
        }
        if (momentum)
            simplex.vertices.sub_(simplex.velocity, settings.rate);
    }

    const Model& model_;
};

}  // namespace

std::unique_ptr<SimplexStep> makeAutogradStep(const Model& model) { return std::make_unique<AutogradStep>(model); }

}  // namespace isthmus::engine
