#include "engine/subspaces/first_layer_window.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace isthmus::engine {

namespace {

constexpr std::int64_t columnsOfBlock = 128;  // what two threads share of a product, long enough to be worth the exchange

/// 1 + m + … + m^(terms - 1)
double geometricSum(double m, std::int64_t terms)
{
    double sum = 0.0;
    for (std::int64_t k = 0; k < terms; ++k)
        sum = 1.0 + m * sum;
    return sum;
}

}  // namespace

template <typename Real>
FirstLayerWindow<Real>::FirstLayerWindow(std::int64_t in, std::int64_t out) : loops_(layerLoops<Real>()), in_(in), out_(out)
{
}

template <typename Real>
void FirstLayerWindow<Real>::open(const std::vector<MovingVertex<Real>>& vertices, std::vector<Step> steps, double rate,
                                  double momentum, Companion* companion)
{
    steps_ = std::move(steps);
    moved_ = 0;
    rate_ = static_cast<Real>(rate);
    momentum_ = static_cast<Real>(momentum);
    firsts_.assign(1, 0);
    for (const Step& step : steps_)
        firsts_.push_back(firsts_.back() + step.images);
    assert(firsts_.back() <= LayerLoops<Real>::imagesOfWindow);
    products_.resize(static_cast<std::size_t>(firsts_.back() * out_));
    errors_.resize(products_.size());
    for (auto* of : {&factors_, &mixes_, &shares_})
        of->resize(steps_.size());
    moving_.resize(steps_.size());
    loopSteps_.resize(steps_.size());
    noBias_.resize(static_cast<std::size_t>(LayerLoops<Real>::imagesOfWindow));
    for (std::size_t s = 0; s < steps_.size(); ++s)
        setFactors(s, vertices);
    const std::int64_t rowBlocks = Companion::blocksOf(out_, LayerLoops<Real>::rowsAtOnce);
    Companion::share(companion, rowBlocks + std::ssize(steps_), [&](std::int64_t block, bool) {
        if (block >= rowBlocks)
            return multiplyImages(static_cast<std::size_t>(block - rowBlocks));
        const std::int64_t row = block * LayerLoops<Real>::rowsAtOnce;
        loops_.productsOfWindow(loopSteps_, row, std::min(LayerLoops<Real>::rowsAtOnce, out_ - row), out_, in_, 0);
    });
}

template <typename Real>
void FirstLayerWindow<Real>::setFactors(std::size_t s, const std::vector<MovingVertex<Real>>& vertices)
{
    const Step& step = steps_[s];
    mixes_[s].assign(step.place.begin(), step.place.end());
    const double e = static_cast<double>(rate_) * static_cast<double>(momentum_)
                     * geometricSum(static_cast<double>(momentum_), static_cast<std::int64_t>(s));
    factors_[s].resize(static_cast<std::size_t>(step.images * first(s)));
    if (vertices.front().velocity)
        for (const double a : step.place)
            mixes_[s].push_back(static_cast<Real>(-e * a));
    shares_[s].assign(step.gradient.begin(), step.gradient.end());
    moving_[s] = vertices;
    for (std::size_t i = 0; i < vertices.size(); ++i)
        moving_[s][i].shares = shares_[s].data() + i;
    loopSteps_[s] = {step.images,      step.inputs, errors_.data() + first(s) * out_, products_.data() + first(s) * out_,
                     mixes_[s].data(), moving_[s]};
}

template <typename Real>
void FirstLayerWindow<Real>::multiplyImages(std::size_t s)
{
    const Step& step = steps_[s];
    for (std::size_t r = 0; r < s; ++r) {
        const Step& before = steps_[r];
        Real* const products = factors_[s].data() + first(r);
        loops_.forward(step.inputs, step.images, in_, before.inputs, noBias_.data(), before.images, false, products, first(s));
        const double meeting =
            std::inner_product(step.place.begin(), step.place.end(), before.gradient.begin(), 0.0);  // f_r . a_s
        const auto factor = static_cast<Real>(-static_cast<double>(rate_) * meeting
                                              * geometricSum(static_cast<double>(momentum_), static_cast<std::int64_t>(s - r)));
        for (std::int64_t i = 0; i < step.images; ++i)
            for (std::int64_t k = 0; k < before.images; ++k)
                products[i * first(s) + k] *= factor;
    }
}

template <typename Real>
void FirstLayerWindow<Real>::products(std::size_t s, Real* result, Companion* companion)
{
    const std::int64_t images = steps_[s].images;
    const Real* const before = products_.data() + first(s) * out_;
    if (s == 0) {
        std::copy_n(before, images * out_, result);
        return;
    }
    Companion::share(companion, Companion::blocksOf(out_, columnsOfBlock), [&](std::int64_t block, bool) {
        const std::int64_t column = block * columnsOfBlock;
        const std::int64_t columns = std::min(columnsOfBlock, out_ - column);
        loops_.product(factors_[s].data(), images, first(s), errors_.data() + column, columns, out_, result + column);
        for (std::int64_t i = 0; i < images; ++i)
            for (std::int64_t k = column; k < column + columns; ++k)
                result[i * out_ + k] += before[i * out_ + k];
    });
}

template <typename Real>
void FirstLayerWindow<Real>::setErrors(std::size_t s, const Real* errors)
{
    std::copy_n(errors, steps_[s].images * out_, errors_.data() + first(s) * out_);
}

template <typename Real>
void FirstLayerWindow<Real>::moveTo(std::size_t step, Companion* companion)
{
    const auto due = std::span(loopSteps_).subspan(moved_, step - moved_);
    const std::int64_t rowBlocks = Companion::blocksOf(out_, LayerLoops<Real>::rowsAtOnce);
    Companion::share(companion, rowBlocks, [&](std::int64_t block, bool) {
        const std::int64_t row = block * LayerLoops<Real>::rowsAtOnce;
        loops_.moveByWindow(due, rate_, momentum_, row, std::min(LayerLoops<Real>::rowsAtOnce, out_ - row), out_, in_, 0);
    });
    moved_ = step;
}

template class FirstLayerWindow<float>;
template class FirstLayerWindow<double>;

}  // namespace isthmus::engine
