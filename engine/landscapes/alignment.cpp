#include "engine/landscapes/alignment.h"

#include "engine/error.h"
#include "engine/landscapes/linear_assignment.h"

#include <cmath>

namespace isthmus::engine {

namespace {

/// What one hidden layer is made of: views of the flat weights.
struct HiddenLayer {
    at::Tensor in;    ///< [units, inputs]
    at::Tensor bias;  ///< [units]
    at::Tensor out;   ///< [outputs, units]

    /// `layer` from 0; the layout has a weight and a bias of every layer.
    HiddenLayer(const WeightLayout& layout, const at::Tensor& weights, std::size_t layer)
        : in(part(weights, layout.shapes()[2 * layer])),
          bias(part(weights, layout.shapes()[2 * layer + 1])),
          out(part(weights, layout.shapes()[2 * layer + 2]))
    {
    }

    /// The inner products [units, units] of this layer's units with the other's.
    at::Tensor likeness(const HiddenLayer& other) const
    {
        return at::mm(in, other.in.t()) + at::outer(bias, other.bias) + at::mm(out.t(), other.out);
    }

    void permute(const at::Tensor& units)
    {
        in.copy_(in.index_select(0, units));
        bias.copy_(bias.index_select(0, units));
        out.copy_(out.index_select(1, units));
    }
};

/// The permutation of the second layer's units with the greatest likeness to the first's, or undefined when they are in the
/// best order already.
at::Tensor bestOrder(const HiddenLayer& reference, const HiddenLayer& layer, const std::stop_token& stop)
{
    const at::Tensor costs = reference.likeness(layer).neg_().contiguous();
    const auto units = static_cast<std::size_t>(costs.size(0));
    const auto columns = linearAssignment({costs.data_ptr<double>(), units * units}, units, stop);
    const at::Tensor order = at::tensor(std::vector<std::int64_t>(columns.begin(), columns.end()), at::kLong);
    const at::Tensor ordered = costs.gather(1, order.unsqueeze(1)).sum();
    const double gain = (costs.trace() - ordered).item<double>();
    // A rounding error is no gain: two equal orders would take turns for ever.
    return gain > 1e-12 * costs.abs().sum().item<double>() ? order : at::Tensor();
}

}  // namespace

at::Tensor aligned(const Model& model, const at::Tensor& reference, const at::Tensor& weights, const std::stop_token& stop)
{
    if (model.perceptronWidths().empty())
        throw badInput(
            "only multi-layer perceptrons can be aligned: this model has other layers; compare the networks as they are");
    if (!(reference.isfinite().all() & weights.isfinite().all().to(reference.device())).item<bool>())
        throw badInput("a network with weights that are not finite numbers cannot be aligned; choose another");
    const at::Tensor fixed = reference.detach().to(at::kCPU, at::kDouble);
    at::Tensor result = weights.detach().to(at::kCPU, at::kDouble, /*non_blocking=*/false, /*copy=*/true);
    const std::size_t hidden = model.perceptronWidths().size() - 2;
    for (bool nearer = true; nearer;) {
        nearer = false;
        for (std::size_t layer = 0; layer < hidden; ++layer) {
            HiddenLayer moving(model.layout(), result, layer);
            const at::Tensor order = bestOrder(HiddenLayer(model.layout(), fixed, layer), moving, stop);
            if (!order.defined())
                continue;
            moving.permute(order);
            nearer = true;
        }
    }
    return result.to(weights.options());
}

}  // namespace isthmus::engine
