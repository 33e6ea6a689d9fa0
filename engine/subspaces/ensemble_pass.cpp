#include "engine/subspaces/ensemble_pass.h"

#include "engine/models/logit_errors.h"

#include <algorithm>

namespace isthmus::engine {

template <typename Real>
EnsemblePass<Real>::EnsemblePass(const Classifier& network, const FastLayout& layout)
    : loops_(layerLoops<Real>()),
      heads_(network.heads),
      members_(layout.members()),
      shared_(layout.shared()),
      apart_(layout.ofMember()),
      fastGradient_(static_cast<std::size_t>(members_ * apart_))
{
    const auto widths = network.model->perceptronWidths();
    const std::vector<WeightShape>& shapes = network.model->layout().shapes();
    for (std::size_t l = 0; l + 1 < widths.size(); ++l) {
        const std::size_t matrix = 2 * l;  // its bias follows
        layers_.push_back({.in = widths[l],
                           .out = widths[l + 1],
                           .matrix = shapes[matrix].offset,
                           .r = layout.input(matrix),
                           .s = layout.output(matrix),
                           .b = layout.output(matrix + 1),
                           .products = {},
                           .values = {},
                           .errors = {}});
        zeros_.resize(std::max(zeros_.size(), static_cast<std::size_t>(widths[l + 1])));
    }
}

template <typename Real>
double EnsemblePass<Real>::run(const Real* parameters, const Examples& batch, Dropout* dropout)
{
    pixels_ = batch.images.contiguous();
    resize(batch.count());
    forward(parameters, dropout);
    Layer& last = layers_.back();
    const double loss = logitErrors(heads_, last.values.data(), batch.labels.repeat({members_}), last.out, last.errors.data());
    backward(parameters);
    return loss;
}

template <typename Real>
void EnsemblePass<Real>::resize(std::int64_t images)
{
    images_ = images;
    std::int64_t widest = 0;
    for (Layer& layer : layers_) {
        for (std::vector<Real>* array : {&layer.products, &layer.values, &layer.errors})
            array->resize(static_cast<std::size_t>(rows() * layer.out));
        widest = std::max(widest, layer.in);
    }
    scaled_.resize(static_cast<std::size_t>(rows() * widest));
}

/// What a layer of a member sees before its factors, [images, in].
template <typename Real>
const Real* EnsemblePass<Real>::inputs(std::size_t layer, std::int64_t member) const
{
    if (layer == 0)
        return pixels_.data_ptr<Real>();
    return layers_[layer - 1].values.data() + member * images_ * layers_[layer].in;
}

template <typename Real>
void EnsemblePass<Real>::forward(const Real* parameters, Dropout* dropout)
{
    const bool drops = dropout && dropout->probability > 0.0;
    kept_ = drops ? dropout->factor() : Real(1);
    for (std::size_t l = 0; l < layers(); ++l) {
        Layer& layer = layers_[l];
        const bool hidden = l + 1 < layers();
        scaleInputs(l, parameters);
        loops_.forward(scaled_.data(), rows(), layer.in, parameters + layer.matrix, zeros_.data(), layer.out, false,
                       layer.products.data(), layer.out);
        activate(layer, hidden, parameters);
        if (hidden && drops)
            dropout->silence(std::span(layer.values));
    }
}

template <typename Real>
void EnsemblePass<Real>::scaleInputs(std::size_t layer, const Real* parameters)
{
    const std::int64_t width = layers_[layer].in;
    Real* scaled = scaled_.data();
    for (std::int64_t k = 0; k < members_; ++k) {
        const Real* r = parameters + layers_[layer].r + k * apart_;
        const Real* value = inputs(layer, k);
        for (std::int64_t i = 0; i < images_; ++i, value += width, scaled += width)
            for (std::int64_t p = 0; p < width; ++p)
                scaled[p] = value[p] * r[p];
    }
}

template <typename Real>
void EnsemblePass<Real>::activate(Layer& layer, bool hidden, const Real* parameters) const
{
    const Real* product = layer.products.data();
    Real* value = layer.values.data();
    for (std::int64_t k = 0; k < members_; ++k) {
        const Real* s = parameters + layer.s + k * apart_;
        const Real* b = parameters + layer.b + k * apart_;
        for (std::int64_t i = 0; i < images_; ++i, product += layer.out, value += layer.out)
            for (std::int64_t j = 0; j < layer.out; ++j) {
                const Real z = product[j] * s[j] + b[j];
                value[j] = hidden && z < Real(0) ? Real(0) : z;
            }
    }
}

template <typename Real>
void EnsemblePass<Real>::backward(const Real* parameters)
{
    std::fill(fastGradient_.begin(), fastGradient_.end(), Real(0));
    for (std::size_t l = layers(); l-- > 0;) {
        gradientsOfOutputs(layers_[l], parameters);
        if (l > 0)
            throughInputs(layers_[l], layers_[l - 1], parameters);
    }
}

/// The gradients of s and b; then the errors are those of the products.
template <typename Real>
void EnsemblePass<Real>::gradientsOfOutputs(Layer& layer, const Real* parameters)
{
    Real* error = layer.errors.data();
    const Real* product = layer.products.data();
    for (std::int64_t k = 0; k < members_; ++k) {
        const Real* s = parameters + layer.s + k * apart_;
        Real* ofS = gradientOf(layer.s + k * apart_);
        Real* ofB = gradientOf(layer.b + k * apart_);
        for (std::int64_t i = 0; i < images_; ++i, error += layer.out, product += layer.out)
            for (std::int64_t j = 0; j < layer.out; ++j) {
                ofS[j] += error[j] * product[j];
                ofB[j] += error[j];
                error[j] *= s[j];
            }
    }
}

/// The errors of the layer before, through the matrix, the factors r, dropout and ReLU.
template <typename Real>
void EnsemblePass<Real>::throughInputs(const Layer& layer, Layer& before, const Real* parameters) const
{
    loops_.product(layer.errors.data(), rows(), layer.out, parameters + layer.matrix, layer.in, layer.in, before.errors.data());
    Real* error = before.errors.data();
    const Real* value = before.values.data();
    const Real kept = kept_;
    for (std::int64_t k = 0; k < members_; ++k) {
        const Real* r = parameters + layer.r + k * apart_;
        for (std::int64_t i = 0; i < images_; ++i, error += layer.in, value += layer.in)
            for (std::int64_t p = 0; p < layer.in; ++p) {
                const Real open = value[p] > Real(0) ? kept : Real(0);  // a unit that was dropped is zero, too
                error[p] *= r[p] * open;                                // of all units: a branch would cost more
            }
    }
}

template <typename Real>
void EnsemblePass<Real>::gradientRows(std::size_t layer, std::int64_t row, std::int64_t rows, const Real* parameters,
                                      Real* gradient, const Movement<Real>& next)
{
    const Layer& at = layers_[layer];
    const std::int64_t offset = at.matrix + row * at.in;
    const MemberImages<Real> images{.members = members_,
                                    .images = images_,
                                    .errors = at.errors.data() + row,
                                    .errorWidth = at.out,
                                    .inputs = inputs(layer, 0),
                                    .inputsApart = layer == 0 ? 0 : images_ * at.in,
                                    .factors = parameters + at.r,
                                    .factorsApart = apart_};
    loops_.memberRows(images, rows, parameters + offset, at.in, gradient, gradientOf(at.r), next, offset);
}

template class EnsemblePass<float>;
template class EnsemblePass<double>;

}  // namespace isthmus::engine
