#include "engine/subspaces/simplex_step.h"

#include <cassert>
#include <torch/csrc/autograd/autograd.h>

namespace isthmus::engine {

namespace {

/// 1 where an array of the layout has two dimensions or more, else 0; [P].
at::Tensor matricesOf(const WeightLayout& layout)
{
    at::Tensor mask = at::zeros({layout.size()});
    for (const WeightShape& shape : layout.shapes())
        if (shape.shape.size() > 1)
            part(mask, shape).fill_(1.0);
    return mask;
}

/// [P]; the vertex itself where the place is one.
at::Tensor pointOf(const Simplex& simplex, const Place& place)
{
    if (place.isVertex())
        return simplex.vertices[0];
    const at::Tensor point = simplex.point(place.a);
    return place.anchor.defined() ? point.add_(place.anchor, place.b) : point;
}

class AutogradStep final : public SimplexStep {
public:
    explicit AutogradStep(std::shared_ptr<const Classifier> network) : network_(std::move(network)) {}

    at::Tensor take(Simplex& simplex, std::span<const LossTerm> terms, const StepSettings& settings, Random dropoutStream,
                    std::span<const Place>) override
    {
        Dropout dropout{settings.dropout, dropoutStream};
        at::Tensor loss;
        std::vector<std::pair<std::vector<double>, at::Tensor>> gradients;  // all of them before any vertex moves
        for (const LossTerm& term : terms) {
            Gradient found = gradient(pointOf(simplex, term.place), term.batch, &dropout);
            if (term.weight != 1.0) {
                found.loss.mul_(term.weight);
                found.gradient.mul_(term.weight);
            }
            if (!settings.chainFactor)
                found.gradient.div_(1.0 - term.place.b);
            loss = loss.defined() ? loss + found.loss : found.loss;
            gradients.emplace_back(term.place.a, std::move(found.gradient));
        }
        if (settings.cosine.factor != 0.0 && !matrices_.defined())
            matrices_ = matricesOf(network_->model->layout()).to(simplex.vertices.options());
        descend(simplex, gradients, settings, matrices_);
        return loss;
    }

    Gradient gradient(const at::Tensor& weights, const Examples& batch, Dropout* dropout) override
    {
        const at::Tensor leaf = weights.detach().requires_grad_(true);
        const at::Tensor loss = network_->loss(leaf, batch, dropout);
        return {loss.detach(), torch::autograd::grad({loss}, {leaf}).front()};
    }

private:
    std::shared_ptr<const Classifier> network_;
    at::Tensor matrices_;
};

/// The gradients of factor * cos^2(v, w) with respect to v and w: 2 factor cos * d cos, where
/// d cos / d v = w / (|v| |w|) - cos v / |v|^2.
std::pair<at::Tensor, at::Tensor> cosineGradients(double factor, const at::Tensor& v, const at::Tensor& w)
{
    const at::Tensor vv = v.dot(v);
    const at::Tensor ww = w.dot(w);
    const at::Tensor lengths = (vv * ww).sqrt();
    const at::Tensor cosine = v.dot(w) / lengths;
    const at::Tensor scale = 2.0 * factor * cosine;
    return {scale * (w / lengths - cosine / vv * v), scale * (v / lengths - cosine / ww * w)};
}

}  // namespace

void SimplexStep::begin(Simplex& /*simplex*/, std::vector<TermOfStep> steps, const StepSettings& settings)
{
    begun_ = std::move(steps);
    begunWith_ = settings;
    taken_ = 0;
}

std::vector<at::Tensor> SimplexStep::takeNext(Simplex& simplex, std::int64_t count)
{
    assert(static_cast<std::size_t>(count) <= begun_.size() - taken_);
    std::vector<at::Tensor> losses;
    for (const std::size_t end = taken_ + static_cast<std::size_t>(count); taken_ < end; ++taken_) {
        const TermOfStep& step = begun_[taken_];
        const std::span<const Place> next =
            taken_ + 1 < begun_.size() ? std::span(&begun_[taken_ + 1].term.place, 1) : std::span<const Place>();
        losses.push_back(take(simplex, {&step.term, 1}, begunWith_, step.dropoutStream, next));
    }
    return losses;
}

void SimplexStep::descend(Simplex& simplex, std::span<const std::pair<std::vector<double>, at::Tensor>> gradients,
                          const StepSettings& settings, const at::Tensor& cosineMask)
{
    const bool momentum = settings.momentum > 0.0;
    if (momentum && !simplex.velocity.defined())
        simplex.velocity = at::zeros_like(simplex.vertices);
    if (momentum)
        simplex.velocity.mul_(settings.momentum);
    else
        simplex.rest();  // momentum switched on again later begins anew
    at::Tensor& target = momentum ? simplex.velocity : simplex.vertices;
    const double factor = momentum ? 1.0 : -settings.rate;
    std::pair<at::Tensor, at::Tensor> apart;  // computed before any vertex moves
    const CosineTerm& cosine = settings.cosine;
    if (cosine.factor != 0.0)
        apart = cosineGradients(cosine.factor, simplex.vertices[cosine.i] * cosineMask, simplex.vertices[cosine.j] * cosineMask);
    for (const auto& [a, gradient] : gradients)
        simplex.addOuter(target, a, gradient, factor);
    if (cosine.factor != 0.0) {
        target[cosine.i].add_(apart.first, factor);
        target[cosine.j].add_(apart.second, factor);
    }
    if (momentum)
        simplex.vertices.sub_(simplex.velocity, settings.rate);
}

std::unique_ptr<SimplexStep> makeStep(std::shared_ptr<const Classifier> network, const at::Device& device)
{
    if (!device.is_cpu())
        return makeRecordedStep(std::move(network));
    const bool perceptron = !network->model->perceptronWidths().empty();
    return perceptron ? makePerceptronStep(std::move(network)) : makeAutogradStep(std::move(network));
}

std::unique_ptr<SimplexStep> makeAutogradStep(std::shared_ptr<const Classifier> network)
{
    return std::make_unique<AutogradStep>(std::move(network));
}

}  // namespace isthmus::engine
