// Multi-layer perceptron: fully connected layers with ReLU between them, dropout after each hidden layer.
// Fresh weights as PyTorch's nn.Linear has them: uniform in ±1/sqrt(inputs of the layer), biases too.
#include "engine/models/mlp.h"

#include <cmath>

namespace isthmus::engine {

namespace {

using Widths = std::vector<std::int64_t>;

class Mlp final : public Model {
public:
    explicit Mlp(Widths widths) : widths_(std::move(widths))
    {
        for (std::size_t layer = 1; layer < widths_.size(); ++layer) {
            const std::string name = "fc" + std::to_string(layer);
            layout_.add(name + ".weight", {widths_[layer], widths_[layer - 1]});
            layout_.add(name + ".bias", {widths_[layer]});
        }
    }

    const WeightLayout& layout() const override { return layout_; }

    at::Tensor initialWeights(Random random) const override { return uniformWeights(layout_, random); }

    at::Tensor logits(const at::Tensor& weights, const at::Tensor& images, const Pass& pass) const override
    {
        Forward net(layout_, weights, pass);
        at::Tensor h = images;
        for (std::size_t layer = 1; layer + 1 < widths_.size(); ++layer)
            h = net.dropped(net.linear(h).relu());
        return net.linear(h);
    }

    std::span<const std::int64_t> perceptronWidths() const override { return widths_; }

    double forwardOperations() const override
    {
        double total = 0.0;
        for (std::size_t layer = 1; layer < widths_.size(); ++layer)
            total += 2.0 * static_cast<double>(widths_[layer - 1] * widths_[layer]);
        return total;
    }

private:
    Widths widths_;  ///< inputs, hidden layers, classes
    WeightLayout layout_;
};

double parameters(const Widths& widths)
{
    double total = 0.0;
    for (std::size_t layer = 1; layer < widths.size(); ++layer)
        total += static_cast<double>((widths[layer - 1] + 1) * widths[layer]);
    return total;
}

Widths widened(const Widths& widths, double factor)
{
    Widths wider = widths;
    for (std::size_t layer = 1; layer + 1 < widths.size(); ++layer)
        wider[layer] = std::max<std::int64_t>(1, std::llround(factor * static_cast<double>(widths[layer])));
    return wider;
}

/// The hidden layers wider by one factor, so that the network has `multiple` times as many weights, as nearly as whole
/// widths allow.
Widths scaled(const Widths& widths, double multiple)
{
    const double wanted = multiple * parameters(widths);
    double low = 1.0;
    double high = multiple;
    for (int halving = 0; halving < 60 && widths.size() > 2; ++halving) {
        const double middle = 0.5 * (low + high);
        (parameters(widened(widths, middle)) < wanted ? low : high) = middle;
    }
    const Widths below = widened(widths, low);
    const Widths above = widened(widths, high);
    return wanted - parameters(below) < parameters(above) - wanted ? below : above;
}

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
    Widths widths{std::int64_t{input.channels} * input.height * input.width};
    for (const Json& width : options.at("hidden"))
        widths.push_back(width.get<std::int64_t>());
    widths.push_back(input.classes);
    return std::make_unique<Mlp>(scaled(widths, parameterMultiple(options)));
}

}  // namespace isthmus::engine
