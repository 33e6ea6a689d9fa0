#include "engine/subspaces/perceptron_pass.h"

#include <algorithm>
#include <cmath>

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
    const double loss = errorOfLogits(batch.labels);
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
    kept_ = drops ? static_cast<float>(1.0 / (1.0 - dropout->probability)) : Real(1);
    for (std::size_t l = 0; l < layers(); ++l) {
        const Real* matrix = weights + offset(l);
        const bool hidden = l + 1 < layers();
        loops_.forward(inputs(l), images_, in(l), matrix, matrix + in(l)*out(l), out(l), hidden, values_[l].data());
        if (hidden && drops)
            drop(l, *dropout);
    }
}

/// As Dropout::mask draws it, row by row.
template <typename Real>
void PerceptronPass<Real>::drop(std::size_t layer, Dropout& dropout)
{
    for (Real& value : values_[layer])
        value *= dropout.random.uniform() < dropout.probability ? Real(0) : kept_;
}

/// Softmax and cross-entropy of the last layer's values; leaves their gradient in the last layer's errors.
template <typename Real>
double PerceptronPass<Real>::errorOfLogits(const at::Tensor& labels)
{
    const std::int64_t classes = widths_.back();
    const at::Tensor contiguous = labels.contiguous();
    const auto* label = contiguous.data_ptr<std::int64_t>();
    double loss = 0.0;
    for (std::int64_t i = 0; i < images_; ++i) {
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
        const Real scale = Real(1) / (sum * static_cast<Real>(images_));
        for (std::int64_t c = 0; c < classes; ++c)
            error[c] *= scale;
        error[label[i]] -= Real(1) / static_cast<Real>(images_);
    }
    return loss / static_cast<double>(images_);
}

template <typename Real>
void PerceptronPass<Real>::backward(const Real* weights)
{
    for (std::size_t l = layers(); l-- > 1;) {
        std::vector<Real>& errors = errors_[l - 1];
        loops_.product(errors_[l].data(), images_, out(l), weights + offset(l), in(l), errors.data());
        const std::vector<Real>& values = values_[l - 1];
        for (std::size_t k = 0; k < errors.size(); ++k)  // a unit that was dropped is zero, too
            errors[k] = values[k] > Real(0) ? errors[k] * kept_ : Real(0);
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
