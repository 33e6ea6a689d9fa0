#include "engine/tensor.h"

#include "engine/error.h"

namespace isthmus::engine {

at::Tensor sent(const at::Tensor& tensor, const at::Device& device)
{
    return device.is_cpu() ? tensor : tensor.to(tensor.options().device(device), /*non_blocking=*/true);
}

void requireShape(const at::Tensor& tensor, const std::string& name, at::IntArrayRef shape)
{
    bool same = tensor.dim() == static_cast<std::int64_t>(shape.size());
    for (std::size_t i = 0; same && i < shape.size(); ++i)
        same = shape[i] == -1 || tensor.size(static_cast<std::int64_t>(i)) == shape[i];
    if (!same)
        throw badInput("holds " + name + " of another shape than this run's");
}

at::Tensor take(const NamedTensors& state, const std::string& name, at::IntArrayRef shape, const at::Device& device)
{
    const auto found = state.find(name);
    if (found == state.end())
        return {};
    requireShape(found->second, name, shape);
    return found->second.to(device);
}

}  // namespace isthmus::engine
