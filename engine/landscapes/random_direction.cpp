#include "engine/landscapes/random_direction.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace isthmus::engine {

namespace {

// Added up in order, whatever the number of threads.
double norm(std::span<const double> numbers)
{
    double squares = 0.0;
    for (const double number : numbers)
        squares += number * number;
    return std::sqrt(squares);
}

}  // namespace

at::Tensor randomDirection(const WeightLayout& layout, const at::Tensor& weights, Random random, bool withBiases)
{
    const at::Tensor network = weights.detach().to(at::kCPU, at::kDouble).contiguous();
    at::Tensor direction = at::zeros_like(network);
    const double* const from = network.data_ptr<double>();
    double* const to = direction.data_ptr<double>();
    for (const WeightShape& shape : layout.shapes()) {
        if (shape.shape.size() == 1) {
            if (withBiases)
                std::copy_n(from + shape.offset, shape.size(), to + shape.offset);
            continue;
        }
        const std::int64_t size = shape.size() / shape.shape.front();
        for (std::int64_t begin = shape.offset; begin < shape.offset + shape.size(); begin += size) {
            const std::span<double> filter(to + begin, static_cast<std::size_t>(size));
            for (double& number : filter)
                number = random.normal();
            const double scale = norm({from + begin, filter.size()}) / norm(filter);
            for (double& number : filter)
                number *= scale;
        }
    }
    return direction.to(weights.options());
}

}  // namespace isthmus::engine
