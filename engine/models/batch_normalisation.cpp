#include "engine/models/batch_normalisation.h"

#include "engine/models/channel_loops.h"

#include <algorithm>
#include <ATen/Parallel.h>
#include <cassert>
#include <cmath>
#include <numeric>
#include <torch/csrc/autograd/custom_function.h>
#include <vector>

namespace isthmus::engine {

namespace {

constexpr std::int64_t pixelsAtOnce = 256;  // a sum in float32 of so many pixels is exact enough; fixed, so sums are the same
                                            // for any number of threads
constexpr std::int64_t vectorNumbers = 16;  // of the widest processor

/// A batch as rows of pixels, [pixels, channels]. What belongs to a channel is repeated until it fills vectors: a line.
struct Pixels {
    std::int64_t count;
    std::int64_t channels;
    std::int64_t line;

    explicit Pixels(const at::Tensor& images)
        : count(images.numel() / images.size(1)), channels(images.size(1)), line(std::lcm(channels, vectorNumbers))
    {
    }

    std::int64_t blocks() const { return (count + pixelsAtOnce - 1) / pixelsAtOnce; }

    /// Calls use(first number, number of numbers, block) for blocks of pixels, on all threads.
    template <typename Use>
    void forEachBlock(Use use) const
    {
        at::parallel_for(0, blocks(), 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t block = begin; block < end; ++block)
                use(block * pixelsAtOnce * channels, pixelsIn(block) * channels, block);
        });
    }

    std::int64_t pixelsIn(std::int64_t block) const { return std::min(pixelsAtOnce, count - block * pixelsAtOnce); }

    /// A line of what valueOf(channel) gives.
    template <typename ValueOf>
    std::vector<float> repeated(ValueOf valueOf) const
    {
        std::vector<float> numbers(static_cast<std::size_t>(line));
        for (std::int64_t c = 0; c < line; ++c)
            numbers[static_cast<std::size_t>(c)] = static_cast<float>(valueOf(c < channels ? c : c % channels));
        return numbers;
    }
};

/// A sum for each place in a line, of each block of pixels.
class SumsOfBlocks {
public:
    explicit SumsOfBlocks(const Pixels& pixels)
        : pixels_(pixels), sums_(static_cast<std::size_t>(pixels.blocks() * pixels.line), 0.0F)
    {
    }

    float* of(std::int64_t block) { return sums_.data() + block * pixels_.line; }

    double of(std::int64_t block, std::int64_t channel) const
    {
        double sum = 0.0;
        for (std::int64_t c = channel; c < pixels_.line; c += pixels_.channels)
            sum += sums_[static_cast<std::size_t>(block * pixels_.line + c)];
        return sum;
    }

    double ofAll(std::int64_t channel) const
    {
        double sum = 0.0;
        for (std::int64_t block = 0; block < pixels_.blocks(); ++block)
            sum += of(block, channel);
        return sum;
    }

private:
    const Pixels& pixels_;
    std::vector<float> sums_;
};

/// What the derivative needs again, [channels] each.
struct Normalised {
    at::Tensor values;
    at::Tensor mean;
    at::Tensor inverse;  ///< of the standard deviation
};

/// Each block's mean, and its squares about that, in one visit; together they are those of all pixels (Chan et al. 1983).
void findMoments(const Pixels& pixels, const float* x, double epsilon, Normalised& result)
{
    SumsOfBlocks sums(pixels);
    SumsOfBlocks squares(pixels);
    pixels.forEachBlock([&](std::int64_t first, std::int64_t numbers, std::int64_t block) {
        channelLoops().addUp(x + first, numbers, pixels.line, sums.of(block));
        const auto n = static_cast<double>(pixels.pixelsIn(block));
        const std::vector<float> mean = pixels.repeated([&](std::int64_t c) { return sums.of(block, c) / n; });
        channelLoops().addSquares(x + first, mean.data(), numbers, pixels.line, squares.of(block));
    });
    const auto count = static_cast<double>(pixels.count);
    for (std::int64_t c = 0; c < pixels.channels; ++c) {
        const double mean = sums.ofAll(c) / count;
        double square = squares.ofAll(c);
        for (std::int64_t block = 0; block < pixels.blocks(); ++block) {
            const auto n = static_cast<double>(pixels.pixelsIn(block));
            const double apart = static_cast<float>(sums.of(block, c) / n) - mean;
            square += n * apart * apart;
        }
        result.mean.data_ptr<float>()[c] = static_cast<float>(mean);
        result.inverse.data_ptr<float>()[c] = static_cast<float>(1.0 / std::sqrt(square / count + epsilon));
    }
}

Normalised normalise(const at::Tensor& images, const at::Tensor& scale, const at::Tensor& shift, double epsilon,
                     const at::Tensor& added, bool rectified)
{
    const Pixels pixels(images);
    const float* const x = images.data_ptr<float>();
    Normalised result{at::empty_like(images), at::empty({pixels.channels}), at::empty({pixels.channels})};
    findMoments(pixels, x, epsilon, result);
    const float* const mean = result.mean.data_ptr<float>();
    const float* const inverse = result.inverse.data_ptr<float>();
    const auto factorOf = [&](std::int64_t c) { return inverse[c] * scale.data_ptr<float>()[c]; };
    const std::vector<float> factor = pixels.repeated(factorOf);
    const std::vector<float> offset =
        pixels.repeated([&](std::int64_t c) { return shift.data_ptr<float>()[c] - mean[c] * factorOf(c); });
    float* const y = result.values.data_ptr<float>();
    const float* const more = added.numel() > 0 ? added.data_ptr<float>() : nullptr;
    pixels.forEachBlock([&](std::int64_t first, std::int64_t numbers, std::int64_t) {
        channelLoops().scale(x + first, factor.data(), offset.data(), more ? more + first : nullptr, rectified, numbers,
                             pixels.line, y + first);
    });
    return result;
}

struct Gradients {
    at::Tensor images;
    at::Tensor scale;
    at::Tensor shift;
    at::Tensor added;
};

/// With g the gradient of the values before ReLU and z = (x - mean) inverse: shift takes sum g, scale takes sum g z, and x takes
/// scale inverse (g - mean g - z mean(g z)) (Ioffe and Szegedy 2015, section 3). `values` are those behind ReLU; undefined where
/// there is none.
Gradients differentiate(const at::Tensor& images, const at::Tensor& gradient, const at::Tensor& scale, const at::Tensor& mean,
                        const at::Tensor& inverse, const at::Tensor& values)
{
    const Pixels pixels(images);
    Gradients result{at::empty_like(images), at::empty({pixels.channels}), at::empty({pixels.channels}),
                     values.defined() ? at::empty_like(images) : gradient};
    const float* const x = images.data_ptr<float>();
    const float* const g = result.added.data_ptr<float>();
    const float* const m = mean.data_ptr<float>();
    const float* const s = inverse.data_ptr<float>();
    const std::vector<float> means = pixels.repeated([&](std::int64_t c) { return m[c]; });
    const std::vector<float> inverses = pixels.repeated([&](std::int64_t c) { return s[c]; });
    SumsOfBlocks sums(pixels);
    SumsOfBlocks products(pixels);
    pixels.forEachBlock([&](std::int64_t first, std::int64_t numbers, std::int64_t block) {
        if (values.defined())
            channelLoops().letBack(gradient.data_ptr<float>() + first, values.data_ptr<float>() + first, numbers,
                                   result.added.data_ptr<float>() + first);
        channelLoops().addSlopes(x + first, g + first, means.data(), inverses.data(), numbers, pixels.line, sums.of(block),
                                 products.of(block));
    });

    // scale inverse (g - mean g - z mean(g z)) = ofG g + ofX x + rest
    std::vector<double> ofG(static_cast<std::size_t>(pixels.channels));
    std::vector<double> ofX(ofG.size());
    std::vector<double> rest(ofG.size());
    const auto count = static_cast<double>(pixels.count);
    for (std::int64_t c = 0; c < pixels.channels; ++c) {
        const auto i = static_cast<std::size_t>(c);
        const double sum = sums.ofAll(c);
        const double product = products.ofAll(c);
        result.shift.data_ptr<float>()[c] = static_cast<float>(sum);
        result.scale.data_ptr<float>()[c] = static_cast<float>(product);
        ofG[i] = double{s[c]} * scale.data_ptr<float>()[c];
        ofX[i] = -ofG[i] * s[c] * product / count;
        rest[i] = -ofG[i] * sum / count - ofX[i] * m[c];
    }
    const auto lineOf = [&](const std::vector<double>& numbers) {
        return pixels.repeated([&](std::int64_t c) { return numbers[static_cast<std::size_t>(c)]; });
    };
    const std::vector<float> lineOfG = lineOf(ofG);
    const std::vector<float> lineOfX = lineOf(ofX);
    const std::vector<float> lineOfRest = lineOf(rest);
    float* const dx = result.images.data_ptr<float>();
    pixels.forEachBlock([&](std::int64_t first, std::int64_t numbers, std::int64_t) {
        channelLoops().combine(x + first, g + first, lineOfG.data(), lineOfX.data(), lineOfRest.data(), numbers, pixels.line,
                               dx + first);
    });
    return result;
}

class BatchNormalisation : public torch::autograd::Function<BatchNormalisation> {
public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& images, const at::Tensor& scale,
                              const at::Tensor& shift, double epsilon, const at::Tensor& added, bool rectified)
    {
        Normalised result = normalise(images, scale, shift, epsilon, added, rectified);
        context->saved_data["added"] = added.numel() > 0;
        context->save_for_backward({images, scale, result.mean, result.inverse, rectified ? result.values : at::Tensor()});
        return result.values;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& gradients)
    {
        assert(!at::GradMode::is_enabled() && "differentiable once");
        const auto saved = context->get_saved_variables();
        const at::Tensor gradient = gradients.front().contiguous(at::MemoryFormat::ChannelsLast);
        Gradients result = differentiate(saved[0], gradient, saved[1], saved[2], saved[3], saved[4]);
        const bool added = context->saved_data["added"].toBool();
        return {result.images, result.scale, result.shift, {}, added ? result.added : at::Tensor(), {}};
    }
};

}  // namespace

at::Tensor AfterNormalisation::operator()(const at::Tensor& values) const
{
    const at::Tensor sum = added.defined() ? values + added : values;
    return rectified ? sum.relu() : sum;
}

at::Tensor normalisedChannelsLast(const at::Tensor& images, const at::Tensor& scale, const at::Tensor& shift, double epsilon,
                                  const AfterNormalisation& after)
{
    const std::int64_t channels = images.size(1);
    // What is undefined cannot be handed to a function that is differentiated.
    const at::Tensor added = after.added.defined() ? after.added.contiguous(at::MemoryFormat::ChannelsLast) : at::empty({0});
    return BatchNormalisation::apply(images, scale.defined() ? scale : at::ones({channels}),
                                     shift.defined() ? shift : at::zeros({channels}), epsilon, added, after.rectified);
}

}  // namespace isthmus::engine
