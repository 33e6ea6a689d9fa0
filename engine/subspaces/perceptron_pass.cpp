#include "engine/subspaces/perceptron_pass.h"

#include "engine/models/logit_errors.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

// What two threads share of a product: whole tiles on every processor, and long enough to be worth the exchange.
constexpr std::int64_t outputsOfBlock = 24;
constexpr std::int64_t columnsOfBlock = 64;

}  // namespace

template <typename Real>
PerceptronPass<Real>::PerceptronPass(const Classifier& network) : loops_(layerLoops<Real>()), heads_(network.heads)
{
    const auto widths = network.model->perceptronWidths();
    widths_.assign(widths.begin(), widths.end());
    std::int64_t offset = 0;
    for (std::size_t l = 0; l < layers(); ++l) {
        offsets_.push_back(offset);
        offset += (in(l) + 1) * out(l);
    }
    values_.resize(layers());
    errors_.resize(layers());
}

template <typename Real>
double PerceptronPass<Real>::run(const Real* weights, const Examples& batch, Dropout* dropout, Companion* companion)
{
    take(batch);
    for (std::size_t l = 0; l < layers(); ++l) {
        multiply(l, weights, companion);
        silence(l, dropout);
    }
    return finish(weights, companion);
}

template <typename Real>
Real* PerceptronPass<Real>::products(const Examples& batch)
{
    take(batch);
    return values_.front().data();
}

template <typename Real>
double PerceptronPass<Real>::runFromProducts(const Real* weights, Dropout* dropout, Companion* companion)
{
    addFirstBias(weights + in(0) * out(0));
    silence(0, dropout);
    for (std::size_t l = 1; l < layers(); ++l) {
        multiply(l, weights, companion);
        silence(l, dropout);
    }
    return finish(weights, companion);
}

template <typename Real>
void PerceptronPass<Real>::take(const Examples& batch)
{
    pixels_ = batch.images.contiguous();
    labels_ = batch.labels;
    images_ = batch.count();
    for (std::size_t l = 0; l < layers(); ++l) {
        values_[l].resize(static_cast<std::size_t>(images_ * out(l)));
        errors_[l].resize(static_cast<std::size_t>(images_ * out(l)));
    }
}

template <typename Real>
double PerceptronPass<Real>::finish(const Real* weights, Companion* companion)
{
    const double loss = logitErrors(heads_, values_.back().data(), labels_, widths_.back(), errors_.back().data());
    backward(weights, companion);
    return loss;
}

template <typename Real>
const Real* PerceptronPass<Real>::inputs(std::size_t layer) const
{
    return layer == 0 ? pixels_.data_ptr<Real>() : values_[layer - 1].data();
}

template <typename Real>
void PerceptronPass<Real>::multiply(std::size_t layer, const Real* weights, Companion* companion)
{
    const std::int64_t width = in(layer);
    const Real* matrix = weights + offset(layer);
    const bool hidden = layer + 1 < layers();
    Companion::share(companion, Companion::blocksOf(out(layer), outputsOfBlock), [&](std::int64_t block, bool) {
        const std::int64_t first = block * outputsOfBlock;
        loops_.forward(inputs(layer), images_, width, matrix + first * width, matrix + width * out(layer) + first,
                       std::min(outputsOfBlock, out(layer) - first), hidden, values_[layer].data() + first, out(layer));
    });
}

/// To the first layer's products, and ReLU where it is hidden.
template <typename Real>
void PerceptronPass<Real>::addFirstBias(const Real* bias)
{
    const bool hidden = layers() > 1;
    Real* values = values_.front().data();
    for (std::int64_t i = 0; i < images_; ++i, values += out(0))
        for (std::int64_t j = 0; j < out(0); ++j) {
            const Real value = values[j] + bias[j];
            values[j] = hidden && value < Real(0) ? Real(0) : value;
        }
}

/// Dropout of a layer's units, where it is hidden.
template <typename Real>
void PerceptronPass<Real>::silence(std::size_t layer, Dropout* dropout)
{
    const bool drops = dropout && dropout->probability > 0.0;
    kept_ = drops ? dropout->factor() : Real(1);
    if (drops && layer + 1 < layers())
        dropout->silence(std::span(values_[layer]));
}

template <typename Real>
void PerceptronPass<Real>::backward(const Real* weights, Companion* companion)
{
    for (std::size_t l = layers(); l-- > 1;)
        Companion::share(companion, Companion::blocksOf(in(l), columnsOfBlock), [&](std::int64_t block, bool) {
            const std::int64_t first = block * columnsOfBlock;
            backwardColumns(l, weights, first, std::min(columnsOfBlock, in(l)-first));
        });
}

/// The errors of some inputs of a layer, which are units of the layer before.
template <typename Real>
void PerceptronPass<Real>::backwardColumns(std::size_t layer, const Real* weights, std::int64_t column, std::int64_t columns)
{
    const std::int64_t width = in(layer);
    Real* errors = errors_[layer - 1].data() + column;
    loops_.product(errors_[layer].data(), images_, out(layer), weights + offset(layer) + column, columns, width, errors);
    const Real* values = values_[layer - 1].data() + column;
    const Real kept = kept_;
    for (std::int64_t i = 0; i < images_; ++i, errors += width, values += width)
        for (std::int64_t k = 0; k < columns; ++k) {
            const Real open = values[k] > Real(0) ? kept : Real(0);  // a unit that was dropped is zero, too
            errors[k] *= open;                                       // of all units: a branch would cost more
        }
}

template <typename Real>
void PerceptronPass<Real>::gradientRows(std::size_t layer, std::int64_t row, std::int64_t rows, Real* gradient,
                                        const Movement<Real>* next) const
{
    loops_.gradientRows(errors_[layer].data() + row, out(layer), rows, images_, inputs(layer), in(layer), gradient, next,
                        offset(layer) + row * in(layer));
}

template <typename Real>
void PerceptronPass<Real>::biasGradient(std::size_t layer, Real* gradient) const
{
    std::fill(gradient, gradient + out(layer), Real(0));
    const Real* error = errors_[layer].data();
    for (std::int64_t i = 0; i < images_; ++i, error += out(layer))
        for (std::int64_t j = 0; j < out(layer); ++j)
            gradient[j] += error[j];
}

template class PerceptronPass<float>;
template class PerceptronPass<double>;

}  // namespace isthmus::engine
