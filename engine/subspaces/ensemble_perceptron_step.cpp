// The training step of a batch ensemble of multi-layer perceptrons on the processor, written out. What it computes is what
// ensemble_autograd_step.cpp computes. As in perceptron_step.cpp the gradient of the shared weights is never stored: a few rows
// of it are computed and the weights moved by them while they are in the first cache.
#include "engine/subspaces/ensemble_pass.h"
#include "engine/subspaces/ensemble_step.h"
#include "engine/subspaces/simplex.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

template <typename Real>
class EnsembleMovement {
public:
    EnsembleMovement(const Classifier& network, const FastLayout& layout)
        : layout_(layout), loops_(layerLoops<Real>()), pass_(network, layout)
    {
    }

    at::Tensor take(EnsembleWeights& weights, const Examples& batch, const EnsembleSettings& settings, Random dropoutStream)
    {
        Dropout dropout{settings.dropout, dropoutStream};
        Real* parameters = weights.parameters.data_ptr<Real>();
        const double loss = pass_.run(parameters, batch, &dropout);
        prepareVelocity(weights, settings);
        const Real whole = 1;
        const MovingVertex<Real> vertex{parameters, weights.velocity.defined() ? weights.velocity.data_ptr<Real>() : nullptr,
                                        &whole};
        const Movement<Real> movement{{&vertex, 1}, {}, static_cast<Real>(settings.rate), static_cast<Real>(settings.momentum)};
        for (std::size_t l = 0; l < pass_.layers(); ++l)
            moveMatrix(l, movement);
        move(movement, pass_.fastGradient(), layout_.shared(), layout_.total() - layout_.shared());
        return at::scalar_tensor(loss, weights.parameters.options());
    }

private:
    static void prepareVelocity(EnsembleWeights& weights, const EnsembleSettings& settings)
    {
        if (settings.momentum == 0.0)
            weights.velocity = at::Tensor();  // momentum switched on again later begins anew
        else if (!weights.velocity.defined())
            weights.velocity = onCacheLines(at::zeros_like(weights.parameters).unsqueeze(0), velocityLinesIn)[0];
    }

    void moveMatrix(std::size_t layer, const Movement<Real>& movement)
    {
        const std::int64_t width = pass_.in(layer);
        gradient_.resize(std::max(gradient_.size(), static_cast<std::size_t>(LayerLoops<Real>::rowsAtOnce * width)));
        for (std::int64_t row = 0; row < pass_.out(layer); row += LayerLoops<Real>::rowsAtOnce) {
            const std::int64_t rows = std::min(pass_.out(layer) - row, LayerLoops<Real>::rowsAtOnce);
            pass_.gradientRows(layer, row, rows, movement.vertices[0].weights, gradient_.data(), movement);
            move(movement, gradient_.data(), pass_.offset(layer) + row * width, rows * width);
        }
    }

    void move(const Movement<Real>& movement, const Real* gradient, std::int64_t offset, std::int64_t count) const
    {
        loops_.move(movement, {&gradient, 1}, offset, count);
    }

    FastLayout layout_;
    const LayerLoops<Real>& loops_;
    EnsemblePass<Real> pass_;
    std::vector<Real> gradient_;  ///< a few rows of a matrix
};

class EnsemblePerceptronStep final : public EnsembleStep {
public:
    EnsemblePerceptronStep(std::shared_ptr<const Classifier> network, const FastLayout& layout)
        : network_(std::move(network)), single_(*network_, layout), double_(*network_, layout)
    {
    }

    at::Tensor take(EnsembleWeights& weights, const Examples& batch, const EnsembleSettings& settings,
                    Random dropoutStream) override
    {
        return weights.parameters.scalar_type() == at::kFloat ? single_.take(weights, batch, settings, dropoutStream)
                                                              : double_.take(weights, batch, settings, dropoutStream);
    }

private:
    std::shared_ptr<const Classifier> network_;
    EnsembleMovement<float> single_;
    EnsembleMovement<double> double_;
};

}  // namespace

std::unique_ptr<EnsembleStep> makeEnsemblePerceptronStep(std::shared_ptr<const Classifier> network, const FastLayout& layout)
{
    return std::make_unique<EnsemblePerceptronStep>(std::move(network), layout);
}

}  // namespace isthmus::engine
