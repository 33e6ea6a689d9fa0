// Reduced ResNet-18 (He et al. 2016, with fewer feature maps: Lopez-Paz and Ranzato 2017): a 3 × 3 convolution, four stages
// of two residual blocks with 1, 2, 4 and 8 times the feature maps, the mean over each map, a linear layer. The projection
// in the first block of a stage is normalised without scale and shift. Fresh weights as PyTorch has them.
#include "engine/models/resnet.h"

#include "engine/models/batch_normalisation.h"
#include "engine/models/channels_last.h"

#include <cmath>

namespace isthmus::engine {

namespace {

constexpr int stages = 4;
constexpr int blocks = 2;  // in each stage

enum class Normalisation { Batch, Recomputed, None };

/// One convolution, as the counting of operations sees it.
struct Convolution {
    std::int64_t in, out, side, stride;  ///< side of the kernel
};

class Resnet18 final : public Model {
public:
    Resnet18(std::int64_t maps, Normalisation normalisation, const InputShape& input)
        : normalisation_(normalisation), input_(input), maps_(maps)
    {
        addConvolution("conv1", {input.channels, maps, 3, 1});
        addScale("bn1", maps);
        std::int64_t in = maps;
        for (int stage = 0; stage < stages; ++stage)
            for (int block = 0; block < blocks; ++block)
                in = addBlock("layer" + std::to_string(stage + 1) + "." + std::to_string(block) + ".", in, maps << stage,
                              strideOf(stage, block));
        layout_.add("linear.weight", {input.classes, in});
        layout_.add("linear.bias", {input.classes});
    }

    const WeightLayout& layout() const override { return layout_; }

    at::Tensor initialWeights(Random random) const override
    {
        at::Tensor weights = uniformWeights(layout_, random);
        for (const WeightShape& shape : layout_.shapes()) {
            const bool ofNormalisation = shape.name.find("bn") != std::string::npos;
            // Without normalisation a block begins as the identity, or the sums of eight blocks would grow too large to train.
            const bool lastOfBlock = normalisation_ == Normalisation::None && shape.name.find(".conv2.") != std::string::npos;
            if (ofNormalisation || lastOfBlock)
                part(weights, shape).fill_(ofNormalisation && shape.name.ends_with(".weight") ? 1.0 : 0.0);
        }
        return weights;
    }

    at::Tensor logits(const at::Tensor& weights, const at::Tensor& images, const Pass& pass) const override
    {
        Forward net(layout_, weights, pass);
        at::Tensor h = asConvolutionsLike(images.view({images.size(0), input_.channels, input_.height, input_.width}));
        h = convolved(net, h, 1, true, {.rectified = true});
        for (int stage = 0; stage < stages; ++stage)
            for (int block = 0; block < blocks; ++block)
                h = net.dropped(blockOf(net, h, strideOf(stage, block), maps_ << stage));
        return net.linear(h.mean(at::IntArrayRef{2, 3}));
    }

    double forwardOperations() const override
    {
        double height = input_.height;
        double width = input_.width;
        double total = 2.0 * static_cast<double>(layout_.shapes()[layout_.shapes().size() - 2].size());  // the linear layer
        for (const Convolution& c : convolutions_) {
            if (c.stride == 2 && c.side == 3) {  // of a stage's first block; its projection has the same output
                height = std::ceil(height / 2.0);
                width = std::ceil(width / 2.0);
            }
            total += 2.0 * static_cast<double>(c.in * c.out * c.side * c.side) * height * width;
        }
        return total;
    }

    bool recomputesStatistics() const override { return normalisation_ == Normalisation::Recomputed; }

private:
    static std::int64_t strideOf(int stage, int block) { return stage > 0 && block == 0 ? 2 : 1; }

    bool normalises() const { return normalisation_ != Normalisation::None; }

    void addConvolution(const std::string& name, const Convolution& c)
    {
        convolutions_.push_back(c);
        layout_.add(name + ".weight", {c.out, c.in, c.side, c.side});
        if (!normalises())
            layout_.add(name + ".bias", {c.out});
    }

    void addScale(const std::string& name, std::int64_t channels)
    {
        if (!normalises())
            return;
        layout_.add(name + ".weight", {channels});
        layout_.add(name + ".bias", {channels});
    }

    std::int64_t addBlock(const std::string& prefix, std::int64_t in, std::int64_t out, std::int64_t stride)
    {
        addConvolution(prefix + "conv1", {in, out, 3, stride});
        addScale(prefix + "bn1", out);
        addConvolution(prefix + "conv2", {out, out, 3, 1});
        addScale(prefix + "bn2", out);
        if (in != out)
            addConvolution(prefix + "shortcut.0", {in, out, 1, stride});
        return out;
    }

    at::Tensor convolved(Forward& net, const at::Tensor& h, std::int64_t stride, bool affine,
                         const AfterNormalisation& after) const
    {
        const at::Tensor out = net.convolution(h, stride, !normalises());
        return normalises() ? net.normalised(out, affine, after) : after(out);
    }

    at::Tensor blockOf(Forward& net, const at::Tensor& h, std::int64_t stride, std::int64_t out) const
    {
        const at::Tensor first = convolved(net, h, stride, true, {.rectified = true});
        if (h.size(1) == out)
            return convolved(net, first, 1, true, {.added = h, .rectified = true});
        const at::Tensor second = convolved(net, first, 1, true, {});
        return convolved(net, h, stride, false, {.added = second, .rectified = true});
    }

    Normalisation normalisation_;
    InputShape input_;
    std::int64_t maps_;  ///< feature maps of the first stage
    WeightLayout layout_;
    std::vector<Convolution> convolutions_;
};

/// As many feature maps as bring the number of weights nearest to `multiple` times that of `maps`.
std::int64_t scaled(std::int64_t maps, double multiple, Normalisation normalisation, const InputShape& input)
{
    const auto weights = [&](std::int64_t m) { return static_cast<double>(Resnet18(m, normalisation, input).layout().size()); };
    const double wanted = multiple * weights(maps);
    std::int64_t wider = maps;
    while (weights(wider) < wanted)
        ++wider;
    return wider > maps && wanted - weights(wider - 1) < weights(wider) - wanted ? wider - 1 : wider;
}

}  // namespace

const OptionGroup resnet18Declaration{
    .id = "resnet18",
    .label = "Reduced ResNet-18",
    .help = "Seventeen convolutions in residual blocks and a linear layer, for images of 32 × 32 pixels or more.",
    .source = "He et al. 2016, arXiv:1512.03385",
    .options =
        {
            {.key = "feature_maps",
             .label = "Feature maps",
             .help = "Channels after the first convolution; the four stages have 1, 2, 4 and 8 times as many.",
             .fallback = 20,
             .min = 1,
             .max = 512},
            {.key = "dropout",
             .label = "Dropout",
             .help = "The share of feature maps silenced at random after each residual block in each training step.",
             .fallback = 0.0,
             .min = 0.0,
             .max = 0.9,
             .live = true},
            {.key = "normalisation",
             .label = "Normalisation",
             .help = "What batch normalisation uses where a network is evaluated: the statistics of the test images at hand, or "
                     "statistics of training images computed anew for that network. Running averages would belong to no point "
                     "of a subspace. None: no normalisation layers, biases instead.",
             .fallback = "batch",
             .choices = {{"batch", "Batch statistics"}, {"recomputed", "Recomputed"}, {"none", "None"}}},
        },
};

std::unique_ptr<Model> makeResnet18(const Json& options, const InputShape& input)
{
    const auto word = options.at("normalisation").get<std::string>();
    const Normalisation normalisation = word == "recomputed" ? Normalisation::Recomputed
                                        : word == "none"     ? Normalisation::None
                                                             : Normalisation::Batch;
    const auto maps = options.at("feature_maps").get<std::int64_t>();
    return std::make_unique<Resnet18>(scaled(maps, parameterMultiple(options), normalisation, input), normalisation, input);
}

}  // namespace isthmus::engine
