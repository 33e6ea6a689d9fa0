#include "engine/models/channels_last.h"

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace isthmus::engine {

namespace {

constexpr std::int64_t pixelsAtOnce = 256;  // a sum in float32 of so many pixels is exact enough; fixed, so sums are the same
                                            // for any number of threads

/// A batch as rows of pixels, [pixels, channels].
struct Pixels {
    std::int64_t count;
    std::int64_t channels;

    explicit Pixels(const at::Tensor& images) : count(images.numel() / images.size(1)), channels(images.size(1)) {}

    /// Calls use(first pixel, number of pixels, block) for blocks of pixels, on all threads.
    template <typename Use>
    void forEachBlock(Use use) const
    {
        at::parallel_for(0, blocks(), 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t block = begin; block < end; ++block)
                use(block * pixelsAtOnce, std::min(pixelsAtOnce, count - block * pixelsAtOnce), block);
        });
    }

    std::int64_t blocks() const { return (count + pixelsAtOnce - 1) / pixelsAtOnce; }
};

/// Sums over all pixels, [Sums][channels]: add(first, number, sums of the block, [Sums * channels]) adds up one block's.
template <std::size_t Sums, typename Add>
std::vector<double> sumsOver(const Pixels& pixels, Add add)
{
    const auto width = static_cast<std::size_t>(pixels.channels) * Sums;
    std::vector<float> ofBlocks(width * static_cast<std::size_t>(pixels.blocks()), 0.0F);
    pixels.forEachBlock([&](std::int64_t first, std::int64_t n, std::int64_t block) {
        add(first, n, ofBlocks.data() + width * static_cast<std::size_t>(block));
    });
    std::vector<double> sums(width, 0.0);
    for (std::size_t i = 0; i < ofBlocks.size(); ++i)
        sums[i % width] += ofBlocks[i];
    return sums;
}

/// What the derivative needs again, [channels] each.
struct Normalised {
    at::Tensor values;
    at::Tensor mean;
    at::Tensor inverse;  ///< of the standard deviation
};

Normalised normalise(const at::Tensor& images, const at::Tensor& scale, const at::Tensor& shift, double epsilon)
{
    const Pixels pixels(images);
    const std::int64_t channels = pixels.channels;
    const auto count = static_cast<double>(pixels.count);
    const float* const x = images.data_ptr<float>();
    Normalised result{at::empty_like(images), at::empty({channels}), at::empty({channels})};

    float* const mean = result.mean.data_ptr<float>();
    const auto sum = sumsOver<1>(pixels, [&](std::int64_t first, std::int64_t n, float* out) {
        for (const float* pixel = x + first * channels; n > 0; --n, pixel += channels)
            for (std::int64_t c = 0; c < channels; ++c)
                out[c] += pixel[c];
    });
    for (std::int64_t c = 0; c < channels; ++c)
        mean[c] = static_cast<float>(sum[static_cast<std::size_t>(c)] / count);

    const auto squares = sumsOver<1>(pixels, [&](std::int64_t first, std::int64_t n, float* out) {
        for (const float* pixel = x + first * channels; n > 0; --n, pixel += channels)
            for (std::int64_t c = 0; c < channels; ++c)
                out[c] += (pixel[c] - mean[c]) * (pixel[c] - mean[c]);
    });
    float* const inverse = result.inverse.data_ptr<float>();
    std::vector<float> factor(static_cast<std::size_t>(channels));
    std::vector<float> offset(factor.size());
    for (std::int64_t c = 0; c < channels; ++c) {
        const auto i = static_cast<std::size_t>(c);
        inverse[c] = static_cast<float>(1.0 / std::sqrt(squares[i] / count + epsilon));
        factor[i] = inverse[c] * scale.data_ptr<float>()[c];
        offset[i] = shift.data_ptr<float>()[c] - mean[c] * factor[i];
    }

    float* const y = result.values.data_ptr<float>();
    pixels.forEachBlock([&](std::int64_t first, std::int64_t n, std::int64_t) {
        const float* from = x + first * channels;
        float* to = y + first * channels;
        for (; n > 0; --n, from += channels, to += channels)
            for (std::int64_t c = 0; c < channels; ++c)
                to[c] = from[c] * factor[static_cast<std::size_t>(c)] + offset[static_cast<std::size_t>(c)];
    });
    return result;
}

struct Gradients {
    at::Tensor images;
    at::Tensor scale;
    at::Tensor shift;
};

/// With g the gradient of the values and z = (x - mean) inverse: shift takes sum g, scale takes sum g z, and x takes
/// scale inverse (g - mean g - z mean(g z)) (Ioffe and Szegedy 2015, section 3).
Gradients differentiate(const at::Tensor& images, const at::Tensor& gradient, const at::Tensor& scale, const at::Tensor& mean,
                        const at::Tensor& inverse)
{
    const Pixels pixels(images);
    const std::int64_t channels = pixels.channels;
    const float* const x = images.data_ptr<float>();
    const float* const g = gradient.data_ptr<float>();
    const float* const m = mean.data_ptr<float>();
    const float* const s = inverse.data_ptr<float>();
    const auto sums = sumsOver<2>(pixels, [&](std::int64_t first, std::int64_t n, float* out) {
        float* const sumG = out;
        float* const sumGz = out + channels;
        const float* pixel = x + first * channels;
        const float* slope = g + first * channels;
        for (; n > 0; --n, pixel += channels, slope += channels)
            for (std::int64_t c = 0; c < channels; ++c) {
                sumG[c] += slope[c];
                sumGz[c] += slope[c] * ((pixel[c] - m[c]) * s[c]);
            }
    });

    Gradients result{at::empty_like(images), at::empty({channels}), at::empty({channels})};
    // scale inverse (g - mean g - z mean(g z)) = ofG g + ofX x + rest
    std::vector<float> ofG(static_cast<std::size_t>(channels));
    std::vector<float> ofX(ofG.size());
    std::vector<float> rest(ofG.size());
    for (std::int64_t c = 0; c < channels; ++c) {
        const auto i = static_cast<std::size_t>(c);
        const double sumG = sums[i];
        const double sumGz = sums[i + static_cast<std::size_t>(channels)];
        result.shift.data_ptr<float>()[c] = static_cast<float>(sumG);
        result.scale.data_ptr<float>()[c] = static_cast<float>(sumGz);
        const double factor = double{s[c]} * scale.data_ptr<float>()[c];
        const double slope = -factor * s[c] * sumGz / static_cast<double>(pixels.count);
        ofG[i] = static_cast<float>(factor);
        ofX[i] = static_cast<float>(slope);
        rest[i] = static_cast<float>(-factor * sumG / static_cast<double>(pixels.count) - slope * m[c]);
    }
    float* const dx = result.images.data_ptr<float>();
    pixels.forEachBlock([&](std::int64_t first, std::int64_t n, std::int64_t) {
        const float* pixel = x + first * channels;
        const float* slope = g + first * channels;
        float* to = dx + first * channels;
        for (; n > 0; --n, pixel += channels, slope += channels, to += channels)
            for (std::int64_t c = 0; c < channels; ++c) {
                const auto i = static_cast<std::size_t>(c);
                to[c] = ofG[i] * slope[c] + (ofX[i] * pixel[c] + rest[i]);
            }
    });
    return result;
}

class BatchNormalisation : public torch::autograd::Function<BatchNormalisation> {
public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& images, const at::Tensor& scale,
                              const at::Tensor& shift, double epsilon)
    {
        Normalised result = normalise(images, scale, shift, epsilon);
        context->save_for_backward({images, scale, result.mean, result.inverse});
        return result.values;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& gradients)
    {
        assert(!at::GradMode::is_enabled() && "differentiable once");
        const auto saved = context->get_saved_variables();
        const at::Tensor gradient = gradients.front().contiguous(at::MemoryFormat::ChannelsLast);
        Gradients result = differentiate(saved[0], gradient, saved[1], saved[2], saved[3]);
        return {result.images, result.scale, result.shift, {}};
    }
};

}  // namespace

bool liesChannelsLast(const at::Tensor& images)
{
    return images.device().is_cpu() && images.scalar_type() == at::kFloat && images.dim() == 4
           && images.is_contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor asConvolutionsLike(const at::Tensor& images)
{
    const bool likesChannelsLast = images.device().is_cpu() && images.scalar_type() == at::kFloat && at::hasMKLDNN();
    return likesChannelsLast ? images.contiguous(at::MemoryFormat::ChannelsLast) : images;
}

at::Tensor normalisedChannelsLast(const at::Tensor& images, const at::Tensor& scale, const at::Tensor& shift, double epsilon)
{
    const std::int64_t channels = images.size(1);
    return BatchNormalisation::apply(images, scale.defined() ? scale : at::ones({channels}),
                                     shift.defined() ? shift : at::zeros({channels}), epsilon);
}

}  // namespace isthmus::engine
