#include "engine/models/perceptron_layers.h"

#include <ATen/Parallel.h>

#include <algorithm>

namespace isthmus::engine {

namespace {

constexpr std::int64_t imagesAtOnce = 60;  // their values stay in the second cache

// Where fewer pixels than this are no background, as of digits a fifth, products leave the background out.
constexpr double mostForeground = 0.3;
constexpr std::int64_t imagesToJudgeBy = 20;

/// values [images, width] += shift [width], and ReLU where `rectified`.
void shiftAll(float* values, std::int64_t images, std::int64_t width, const float* shift, bool rectified)
{
    for (std::int64_t i = 0; i < images; ++i, values += width)
        for (std::int64_t j = 0; j < width; ++j) {
            const float value = values[j] + shift[j];
            values[j] = rectified && value < 0.0F ? 0.0F : value;
        }
}

}  // namespace

PerceptronLayers::PerceptronLayers(std::span<const std::int64_t> widths)
    : widths_(widths.begin(), widths.end()), loops_(layerLoops<float>())
{
    constexpr std::int64_t padding = LayerLoops<float>::padding;
    for (std::size_t l = 0; l + 1 < widths_.size(); ++l) {
        in_.push_back(l == 0 ? widths_[0] : out_[l - 1]);
        out_.push_back((widths_[l + 1] + padding - 1) / padding * padding);
        offset_.push_back(size_);
        size_ += (in_[l] + 1) * out_[l];
    }
}

at::Tensor PerceptronLayers::arranged(const at::Tensor& weights) const
{
    at::Tensor result = at::zeros({size_});
    std::int64_t from = 0;
    for (std::size_t l = 0; l < count(); ++l) {
        const std::int64_t in = widths_[l];
        const std::int64_t out = widths_[l + 1];
        result.narrow(0, matrix(l), in_[l] * out_[l])
            .view({in_[l], out_[l]})
            .narrow(0, 0, in)
            .narrow(1, 0, out)
            .copy_(weights.narrow(0, from, in * out).view({out, in}).t());
        result.narrow(0, bias(l), out).copy_(weights.narrow(0, from + in * out, out));
        from += (in + 1) * out;
    }
    result.slice(0, size_ - (out_.back() - classes())).fill_(never);
    return result;
}

void PerceptronLayers::run(std::size_t layer, const float* arranged, const float* inputs, std::int64_t images, bool rectified,
                           float* values) const
{
    const std::int64_t width = out_[layer];
    loops_.product(inputs, images, in_[layer], arranged + matrix(layer), width, width, values);
    shiftAll(values, images, width, arranged + bias(layer), rectified);
}

std::optional<PerceptronLayers::Background> PerceptronLayers::backgroundOf(const at::Tensor& arranged,
                                                                           const at::Tensor& images) const
{
    const std::int64_t looked = std::min(images.size(0), imagesToJudgeBy) * in_[0];
    if (looked == 0)
        return {};
    const float* const pixels = images.data_ptr<float>();
    const auto background = std::count(pixels, pixels + looked, pixels[0]);
    if (static_cast<double>(looked - background) > mostForeground * static_cast<double>(looked))
        return {};
    const std::vector<float> empty(static_cast<std::size_t>(in_[0]), pixels[0]);
    Background found{pixels[0], std::vector<float>(static_cast<std::size_t>(out_[0]))};
    run(0, arranged.data_ptr<float>(), empty.data(), 1, false, found.values.data());
    return found;
}

void PerceptronLayers::runFirst(const float* arranged, const std::optional<Background>& background, const float* inputs,
                                std::int64_t images, bool rectified, float* values) const
{
    if (!background)
        return run(0, arranged, inputs, images, rectified, values);
    loops_.productOfDifferences(inputs, images, in_[0], background->pixel, arranged + matrix(0), out_[0], values);
    shiftAll(values, images, out_[0], background->values.data(), rectified);
}

at::Tensor PerceptronLayers::firstValues(const at::Tensor& arranged, const at::Tensor& images) const
{
    at::Tensor result = at::empty({images.size(0), out_[0]});
    const float* const weights = arranged.data_ptr<float>();
    const float* const image = images.data_ptr<float>();
    float* const value = result.data_ptr<float>();
    const std::optional<Background> background = backgroundOf(arranged, images);
    at::parallel_for(0, images.size(0), imagesAtOnce, [&](std::int64_t begin, std::int64_t end) {
        runFirst(weights, background, image + begin * in_[0], end - begin, false, value + begin * out_[0]);
    });
    return result;
}

at::Tensor PerceptronLayers::logits(const at::Tensor& arranged, const at::Tensor& images) const
{
    at::Tensor result = at::empty({images.size(0), out_.back()});
    const float* const weights = arranged.data_ptr<float>();
    const float* const image = images.data_ptr<float>();
    float* const logit = result.data_ptr<float>();
    const std::optional<Background> background = backgroundOf(arranged, images);
    at::parallel_for(0, images.size(0), imagesAtOnce, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> inputs;
        std::vector<float> values;
        for (std::int64_t i = begin; i < end; i += imagesAtOnce) {
            const std::int64_t n = std::min(imagesAtOnce, end - i);
            const float* before = image + i * in_[0];
            for (std::size_t l = 0; l + 1 < count(); ++l) {
                values.resize(static_cast<std::size_t>(n * out_[l]));
                l == 0 ? runFirst(weights, background, before, n, true, values.data())
                       : run(l, weights, before, n, true, values.data());
                inputs.swap(values);
                before = inputs.data();
            }
            run(count() - 1, weights, before, n, false, logit + i * out_.back());
        }
    });
    return result.narrow(1, 0, classes());
}

}  // namespace isthmus::engine
