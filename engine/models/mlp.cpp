// Multi-layer perceptron: fully connected layers with ReLU between them, dropout after each hidden layer.
// Fresh weights as PyTorch's nn.Linear has them: uniform in ±1/sqrt(inputs of the layer), biases too.
#include "engine/models/mlp.h"

#include <cmath>

namespace isthmus::engine {

namespace {

class Mlp final : public Model {
public:
    Mlp(const std::vector<std::int64_t>& hidden, const InputShape& input)
    {
        widths_.push_back(std::int64_t{input.channels} * input.height * input.width);
        widths_.insert(widths_.end(), hidden.begin(), hidden.end());
        widths_.push_back(input.classes);
        for (std::size_t layer = 1; layer < widths_.size(); ++layer) {
            const std::string name = "fc" + std::to_string(layer);
            layout_.add(name + ".weight", {widths_[layer], widths_[layer - 1]});
            layout_.add(name + ".bias", {widths_[layer]});
        }
    }

    const WeightLayout& layout() const override { return layout_; }

    at::Tensor initialWeights(Random random) const override
    {
        at::Tensor weights = at::empty({layout_.size()});
        float* out = weights.data_ptr<float>();
        for (std::size_t layer = 1; layer < widths_.size(); ++layer) {
            const double bound = 1.0 / std::sqrt(static_cast<double>(widths_[layer - 1]));
            const std::int64_t count = (widths_[layer - 1] + 1) * widths_[layer];
            for (std::int64_t i = 0; i < count; ++i)
                *out++ = static_cast<float>(random.uniform(-bound, bound));
        }
        return weights;
    }

    at::Tensor logits(const at::Tensor& weights, const at::Tensor& images, Dropout* dropout) const override
    {
        at::Tensor h = images;
        const auto& shapes = layout_.shapes();
        for (std::size_t i = 0; i < shapes.size(); i += 2) {
            h = at::addmm(part(weights, shapes[i + 1]), h, part(weights, shapes[i]).t());
            if (i + 2 == shapes.size())
                break;
            h = h.relu();
            if (dropout && dropout->probability > 0.0)
                h = h * dropout->mask(h.size(0), h.size(1), h);
        }
        return h;
    }

    double forwardOperations() const override
    {
        double total = 0.0;
        for (std::size_t layer = 1; layer < widths_.size(); ++layer)
            total += 2.0 * static_cast<double>(widths_[layer - 1] * widths_[layer]);
        return total;
    }

private:
    std::vector<std::int64_t> widths_;  ///< inputs, hidden layers, classes
    WeightLayout layout_;
};

}  // namespace

const OptionGroup mlpDeclaration{
    .id = "mlp",
    .label = "Multi-layer perceptron",
    .help = "Fully connected layers with ReLU between them.",
    .source = "",
    .options =
        {
            {.key = "hidden",
             .label = "Hidden layers",
             .help = "The width of each hidden layer, from the input to the output.",
             .fallback = Json::array({256, 256}),
             .min = 1,
             .max = 8192,
             .unit = "units"},
            {.key = "dropout",
             .label = "Dropout",
             .help = "The share of hidden units silenced at random in each training step.",
             .fallback = 0.0,
             .min = 0.0,
             .max = 0.9,
             .live = true},
        },
};

std::unique_ptr<Model> makeMlp(const Json& options, const InputShape& input)
{
    return std::make_unique<Mlp>(options.at("hidden").get<std::vector<std::int64_t>>(), input);
}

}  // namespace isthmus::engine
