#include "engine/landscapes/hessian.h"

#include "engine/error.h"

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/function_hook.h>

#include <algorithm>
#include <set>

namespace isthmus::engine {

namespace {

/// Examples at a time: some ten milliseconds of work and a bounded amount of memory. Fewer than 32 would be too few for the
/// statistics of a normalisation layer, which perceptrons have not. Follows from the model and the number of examples alone,
/// because those statistics depend on it; blocks are as equal as can be.
std::int64_t blockSize(const Model& model, std::int64_t examples)
{
    const double fewest = model.perceptronWidths().empty() ? 32.0 : 1.0;
    const auto most = static_cast<std::int64_t>(std::clamp(1e8 / model.forwardOperations(), fewest, 500.0));
    const std::int64_t blocks = (examples + most - 1) / most;
    return (examples + blocks - 1) / blocks;
}

void throwIfStopped(const std::stop_token& stop)
{
    if (stop.stop_requested())
        throw Error(Error::Kind::Interrupted, "stopped");
}

/// Ends a differentiation under way: one block of a large network takes seconds.
class StopHook final : public torch::autograd::FunctionPreHook {
public:
    explicit StopHook(std::stop_token stop) : stop_(std::move(stop)) {}

    torch::autograd::variable_list operator()(const torch::autograd::variable_list& gradients) override
    {
        throwIfStopped(stop_);
        return gradients;
    }

private:
    std::stop_token stop_;
};

/// Puts a hook before every operation that differentiates `result`.
void answerStops(const at::Tensor& result, const std::stop_token& stop)
{
    std::set<torch::autograd::Node*> seen{nullptr};
    std::vector<torch::autograd::Node*> waiting{result.grad_fn().get()};
    while (!waiting.empty()) {
        torch::autograd::Node* const node = waiting.back();
        waiting.pop_back();
        if (!seen.insert(node).second)
            continue;
        node->add_pre_hook(std::make_unique<StopHook>(stop));
        for (const torch::autograd::Edge& edge : node->next_edges())
            waiting.push_back(edge.function.get());
    }
}

at::Tensor ofBlock(const Classifier& network, const at::Tensor& weights, const Examples& block, const at::Tensor& vector,
                   const std::stop_token& stop)
{
    const at::Tensor leaf = weights.detach().requires_grad_(true);
    const at::Tensor loss = network.loss(leaf, {block.images.to(at::kDouble), block.labels});
    answerStops(loss, stop);
    const at::Tensor gradient = torch::autograd::grad({loss}, {leaf}, {}, {}, /*create_graph=*/true).front();
    answerStops(gradient, stop);
    return torch::autograd::grad({gradient}, {leaf}, {vector}).front();
}

}  // namespace

at::Tensor hessianProduct(const Classifier& network, const at::Tensor& weights, const Examples& examples,
                          const at::Tensor& vector, const std::function<void(double)>& onBlock, const std::stop_token& stop)
{
    const at::Tensor w = weights.to(at::kDouble);
    const at::Tensor v = vector.to(at::kDouble);
    at::Tensor sum = at::zeros_like(w);
    const std::int64_t block = blockSize(*network.model, examples.count());
    const auto count = static_cast<double>(examples.count());
    for (std::int64_t begin = 0; begin < examples.count(); begin += block) {
        throwIfStopped(stop);
        const std::int64_t n = std::min(block, examples.count() - begin);
        sum.add_(ofBlock(network, w, examples.slice(begin, n), v, stop), static_cast<double>(n) / count);
        if (onBlock)
            onBlock(static_cast<double>(begin + n) / count);
    }
    if (!sum.isfinite().all().item<bool>())
        throw badInput("the loss is not finite at this network, so it has no Hessian there; choose another network");
    return sum;
}

Eigenpairs hessianEigenpairs(const Classifier& network, const at::Tensor& weights, const Examples& examples,
                             const LanczosOptions& options, const std::function<void(double)>& onProgress,
                             const std::stop_token& stop)
{
    int products = 0;
    const auto onBlock = [&](double done) {
        if (onProgress)
            onProgress((products + done) / options.maxProducts);
    };
    const auto product = [&](const at::Tensor& vector) {
        at::Tensor result = hessianProduct(network, weights, examples, vector, onBlock, stop);
        ++products;
        return result;
    };
    Eigenpairs pairs = lanczos(product, weights.size(0), weights.device(), options);
    if (onProgress)
        onProgress(1.0);
    return pairs;
}

}  // namespace isthmus::engine
