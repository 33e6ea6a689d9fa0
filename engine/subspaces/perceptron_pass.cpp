#include "engine/subspaces/perceptron_pass.h"

#include "engine/models/logit_errors.h"

#include <algorithm>

namespace isthmus::engine {

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
double PerceptronPass<Real>::run(const Real* weights, const Examples& batch, Dropout* dropout)
{
    pixels_ = batch.images.contiguous();
    resize(batch.count());
    forward(weights, dropout);
    const double loss = logitErrors(heads_, values_.back().data(), batch.labels, widths_.back(), errors_.back().data());
    backward(weights);
    return loss;
}

template <typename Real>
void PerceptronPass<Real>::resize(std::int64_t images)
{
    images_ = images;
    for (std::size_t l = 0; l < layers(); ++l) {
        values_[l].resize(static_cast<std::size_t>(images * out(l)));
        errors_[l].resize(static_cast<std::size_t>(images * out(l)));
    }
}

template <typename Real>
const Real* PerceptronPass<Real>::inputs(std::size_t layer) const
{
    return layer == 0 ? pixels_.data_ptr<Real>() : values_[layer - 1].data();
}

template <typename Real>
void PerceptronPass<Real>::forward(const Real* weights, Dropout* dropout)
{
    const bool drops = dropout && dropout->probability > 0.0;
    kept_ = drops ? dropout->factor() : Real(1);
    for (std::size_t l = 0; l < layers(); ++l) {
        const Real* matrix = weights + offset(l);
        const bool hidden = l + 1 < layers();
        loops_.forward(inputs(l), images_, in(l), matrix, matrix + in(l)*out(l), out(l), hidden, values_[l].data());
        if (hidden && drops)
            dropout->silence(std::span(values_[l]));
    }
}

template <typename Real>
void PerceptronPass<Real>::backward(const Real* weights)
{
    for (std::size_t l = layers(); l-- > 1;) {
        std::vector<Real>& errors = errors_[l - 1];
        loops_.product(errors_[l].data(), images_, out(l), weights + offset(l), in(l), errors.data());
        const std::vector<Real>& values = values_[l - 1];
        const Real kept = kept_;
        for (std::size_t k = 0; k < errors.size(); ++k) {
            const Real open = values[k] > Real(0) ? kept : Real(0);  // a unit that was dropped is zero, too
            errors[k] *= open;                                       // of all units: a branch would cost more
        }
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
