// The training step of a multi-layer perceptron on the processor, written out: forward, backward and the movement of the vertices
// on flat arrays that are allocated once. What it computes is what autograd_step.cpp computes.
#include "engine/subspaces/product.h"
#include "engine/subspaces/simplex_step.h"
#include "engine/subspaces/vertex_loops.h"

#include <algorithm>
#include <cmath>

namespace isthmus::engine {

namespace {

/// Forward and backward of one batch at one point of weight space. Weights as the layout has them: for each layer the matrix
/// [outputs, inputs], then the bias.
template <typename Real>
class Perceptron {
public:
    Perceptron(std::span<const std::int64_t> widths, const Heads& heads) : widths_(widths.begin(), widths.end()), heads_(heads) {}

    /// Mean cross-entropy of the batch; writes its gradient [P].
    double gradient(const Real* weights, const Examples& batch, Dropout* dropout, Real* gradient)
    {
        const std::int64_t images = batch.count();
        resize(images);
        const at::Tensor pixels = batch.images.contiguous();
        forward(weights, pixels.data_ptr<Real>(), images, dropout);
        const double loss = errorOfLogits(batch.labels, images);
        backward(weights, pixels.data_ptr<Real>(), images, gradient);
        return loss;
    }

private:
    std::size_t layers() const { return widths_.size() - 1; }
    std::int64_t in(std::size_t layer) const { return widths_[layer]; }
    std::int64_t out(std::size_t layer) const { return widths_[layer + 1]; }
    std::int64_t offsetOf(std::size_t layer) const
    {
        std::int64_t offset = 0;
        for (std::size_t l = 0; l < layer; ++l)
            offset += (in(l) + 1) * out(l);
        return offset;
    }

    void resize(std::int64_t images)
    {
        values_.resize(layers());
        errors_.resize(layers());
        masks_.resize(layers());
        for (std::size_t l = 0; l < layers(); ++l) {
            const auto size = static_cast<std::size_t>(images * out(l));
            values_[l].resize(size);
            errors_[l].resize(size);
        }
    }

    void forward(const Real* weights, const Real* pixels, std::int64_t images, Dropout* dropout)
    {
        const bool drops = dropout && dropout->probability > 0.0;
        const Real* input = pixels;
        for (std::size_t l = 0; l < layers(); ++l) {
            const Real* matrix = weights + offsetOf(l);
            const Real* bias = matrix + in(l)*out(l);
            Real* value = values_[l].data();
            product(As::Is, As::Transposed, images, out(l), in(l), input, matrix, value);
            const bool hidden = l + 1 < layers();
            for (std::int64_t i = 0; i < images; ++i, value += out(l))
                for (std::int64_t j = 0; j < out(l); ++j) {
                    value[j] += bias[j];
                    if (hidden)
                        value[j] = std::max(value[j], Real(0));
                }
            masks_[l].clear();
            if (hidden && drops)
                drop(l, images, *dropout);
            input = values_[l].data();
        }
    }

    /// As Dropout::mask draws it, row by row.
    void drop(std::size_t layer, std::int64_t images, Dropout& dropout)
    {
        masks_[layer].resize(static_cast<std::size_t>(images * out(layer)));
        const Real kept = static_cast<float>(1.0 / (1.0 - dropout.probability));
        for (std::size_t k = 0; k < masks_[layer].size(); ++k) {
            masks_[layer][k] = dropout.random.uniform() < dropout.probability ? Real(0) : kept;
            values_[layer][k] *= masks_[layer][k];
        }
    }

    /// Softmax and cross-entropy of the last layer's values; leaves their gradient in the last layer's errors.
    double errorOfLogits(const at::Tensor& labels, std::int64_t images)
    {
        const std::int64_t classes = widths_.back();
        const at::Tensor contiguous = labels.contiguous();
        const auto* label = contiguous.data_ptr<std::int64_t>();
        double loss = 0.0;
        for (std::int64_t i = 0; i < images; ++i) {
            const Real* logit = values_.back().data() + i * classes;
            Real* error = errors_.back().data() + i * classes;
            Real highest = std::numeric_limits<Real>::lowest();
            for (std::int64_t c = 0; c < classes; ++c)
                if (heads_.competes(c, label[i]))
                    highest = std::max(highest, logit[c]);
            Real sum = 0;
            for (std::int64_t c = 0; c < classes; ++c)
                sum += error[c] = heads_.competes(c, label[i]) ? std::exp(logit[c] - highest) : Real(0);
            loss += std::log(static_cast<double>(sum)) - static_cast<double>(logit[label[i]] - highest);
            const Real scale = Real(1) / (sum * static_cast<Real>(images));
            for (std::int64_t c = 0; c < classes; ++c)
                error[c] *= scale;
            error[label[i]] -= Real(1) / static_cast<Real>(images);
        }
        return loss / static_cast<double>(images);
    }

    void backward(const Real* weights, const Real* pixels, std::int64_t images, Real* gradient)
    {
        for (std::size_t l = layers(); l-- > 0;) {
            const Real* matrix = weights + offsetOf(l);
            Real* ofMatrix = gradient + offsetOf(l);
            const Real* input = l == 0 ? pixels : values_[l - 1].data();
            product(As::Transposed, As::Is, out(l), in(l), images, errors_[l].data(), input, ofMatrix);
            sumRows(errors_[l].data(), images, out(l), ofMatrix + in(l)*out(l));
            if (l == 0)
                continue;
            product(As::Is, As::Is, images, in(l), out(l), errors_[l].data(), matrix, errors_[l - 1].data());
            Real* error = errors_[l - 1].data();
            const Real* value = values_[l - 1].data();
            const Real* mask = masks_[l - 1].empty() ? nullptr : masks_[l - 1].data();
            for (std::int64_t k = 0; k < images * in(l); ++k)
                error[k] = value[k] > Real(0) ? (mask ? error[k] * mask[k] : error[k]) : Real(0);
        }
    }

    static void sumRows(const Real* rows, std::int64_t count, std::int64_t width, Real* sum)
    {
        std::fill(sum, sum + width, Real(0));
        for (std::int64_t i = 0; i < count; ++i, rows += width)
            for (std::int64_t j = 0; j < width; ++j)
                sum[j] += rows[j];
    }

    std::vector<std::int64_t> widths_;       ///< inputs, hidden layers, classes
    const Heads& heads_;                     ///< of the classifier, which outlives this
    std::vector<std::vector<Real>> values_;  ///< of each layer, after ReLU and dropout
    std::vector<std::vector<Real>> errors_;  ///< gradient of the loss by each layer's values before ReLU
    std::vector<std::vector<Real>> masks_;   ///< of dropout; empty where nothing is dropped
};

/// point = sum_i a_i w_i + b anchor.
template <typename Real>
void mix(const Simplex& simplex, const LossTerm& term, Real* point)
{
    const std::int64_t size = simplex.vertices.size(1);
    std::vector<Scaled<Real>> rows;
    for (std::int64_t i = 0; i < simplex.count(); ++i)
        rows.push_back({simplex.vertices.data_ptr<Real>() + i * size, static_cast<Real>(term.a[static_cast<std::size_t>(i)])});
    if (term.anchor.defined())
        rows.push_back({term.anchor.data_ptr<Real>(), static_cast<Real>(term.b)});
    combine(std::span<const Scaled<Real>>(rows), size, point);
}

class PerceptronStep final : public SimplexStep {
public:
    explicit PerceptronStep(std::shared_ptr<const Classifier> network)
        : network_(std::move(network)),
          single_(network_->model->perceptronWidths(), network_->heads),
          double_(network_->model->perceptronWidths(), network_->heads),
          reference_(makeAutogradStep(network_))
    {
    }

    at::Tensor take(Simplex& simplex, std::span<const LossTerm> terms, const StepSettings& settings,
                    Random dropoutStream) override
    {
        // Rare forms of the objective are left to the reference.
        const bool layerwise = std::any_of(terms.begin(), terms.end(), [&](const LossTerm& term) {
            return static_cast<std::int64_t>(term.a.size()) != simplex.count();
        });
        if (layerwise || settings.cosine.factor != 0.0)
            return reference_->take(simplex, terms, settings, dropoutStream);
        return simplex.vertices.scalar_type() == at::kFloat ? take(single_, simplex, terms, settings, dropoutStream)
                                                            : take(double_, simplex, terms, settings, dropoutStream);
    }

    Gradient gradient(const at::Tensor& weights, const Examples& batch, Dropout* dropout) override
    {
        at::Tensor gradient = at::empty_like(weights);
        const double loss = weights.scalar_type() == at::kFloat
                                ? single_.gradient(weights.data_ptr<float>(), batch, dropout, gradient.data_ptr<float>())
                                : double_.gradient(weights.data_ptr<double>(), batch, dropout, gradient.data_ptr<double>());
        return {at::scalar_tensor(loss, weights.options()), gradient};
    }

private:
    template <typename Real>
    at::Tensor take(Perceptron<Real>& perceptron, Simplex& simplex, std::span<const LossTerm> terms, const StepSettings& settings,
                    Random dropoutStream)
    {
        prepare(simplex, terms.size(), settings);
        Dropout dropout{settings.dropout, dropoutStream};
        double loss = 0.0;
        for (std::size_t k = 0; k < terms.size(); ++k) {  // all gradients before any vertex moves
            mix(simplex, terms[k], point_.data_ptr<Real>());
            loss += terms[k].weight
                    * perceptron.gradient(point_.data_ptr<Real>(), terms[k].batch, &dropout, gradients_[k].data_ptr<Real>());
        }
        move<Real>(simplex, terms, settings);
        return at::scalar_tensor(loss, simplex.vertices.options());
    }

    void prepare(Simplex& simplex, std::size_t terms, const StepSettings& settings)
    {
        const auto like = simplex.vertices[0];
        if (!point_.defined() || point_.scalar_type() != like.scalar_type()) {
            point_ = at::empty_like(like);
            gradients_.clear();
        }
        while (gradients_.size() < terms)
            gradients_.push_back(at::empty_like(like));
        if (settings.momentum == 0.0)
            simplex.rest();  // momentum switched on again later begins anew
        else if (!simplex.velocity.defined())
            simplex.velocity = at::zeros_like(simplex.vertices);
    }

    /// v <- momentum v + sum_k f_k a_k,i g_k, w <- w - rate v for every vertex i.
    template <typename Real>
    void move(Simplex& simplex, std::span<const LossTerm> terms, const StepSettings& settings)
    {
        const std::int64_t size = simplex.vertices.size(1);
        std::vector<Scaled<Real>> rows(terms.size());
        for (std::int64_t i = 0; i < simplex.count(); ++i) {
            for (std::size_t k = 0; k < terms.size(); ++k) {
                const double chain = settings.chainFactor ? 1.0 : 1.0 / (1.0 - terms[k].b);
                rows[k] = {gradients_[k].data_ptr<Real>(),
                           static_cast<Real>(terms[k].weight * chain * terms[k].a[static_cast<std::size_t>(i)])};
            }
            Real* velocity = simplex.velocity.defined() ? simplex.velocity.data_ptr<Real>() + i * size : nullptr;
            isthmus::engine::descend(std::span<const Scaled<Real>>(rows), size, static_cast<Real>(settings.rate),
                                     static_cast<Real>(settings.momentum), velocity,
                                     simplex.vertices.data_ptr<Real>() + i * size);
        }
    }

    std::shared_ptr<const Classifier> network_;
    Perceptron<float> single_;
    Perceptron<double> double_;
    std::unique_ptr<SimplexStep> reference_;
    at::Tensor point_;                   ///< [P], where the present term looks
    std::vector<at::Tensor> gradients_;  ///< [P] of each term
};

}  // namespace

std::unique_ptr<SimplexStep> makePerceptronStep(std::shared_ptr<const Classifier> network)
{
    return std::make_unique<PerceptronStep>(std::move(network));
}

}  // namespace isthmus::engine
