#include "engine/subspaces/simplex.h"

#include <span>

namespace isthmus::engine {

namespace {

at::Tensor coordinates(std::span<const double> a, const at::Tensor& like)
{
    return sent(at::tensor(at::ArrayRef<double>(a.data(), a.size()), like.scalar_type()), like.device());
}

}  // namespace

at::Tensor Simplex::point(const std::vector<double>& a) const
{
    const auto n = static_cast<std::size_t>(count());
    if (a.size() == n)
        return at::mv(vertices.t(), coordinates(a, vertices));
    std::vector<at::Tensor> parts;
    for (std::size_t l = 0; l < layers.size(); ++l)
        parts.push_back(at::mv(vertices.narrow(1, layers[l].offset, layers[l].size).t(),
                               coordinates(std::span(a).subspan(l * n, n), vertices)));
    return at::cat(parts);
}

void Simplex::addOuter(at::Tensor& target, const std::vector<double>& a, const at::Tensor& g, double factor) const
{
    const auto n = static_cast<std::size_t>(count());
    if (a.size() == n) {
        target.addr_(coordinates(a, vertices), g, 1.0, factor);
        return;
    }
    for (std::size_t l = 0; l < layers.size(); ++l)
        target.narrow(1, layers[l].offset, layers[l].size)
            .addr_(coordinates(std::span(a).subspan(l * n, n), vertices), g.narrow(0, layers[l].offset, layers[l].size), 1.0,
                   factor);
}

at::Tensor onCacheLines(const at::Tensor& rows, int linesIn)
{
    constexpr std::int64_t line = 16;  // numbers, of float
    constexpr std::int64_t apart = 4;  // lines between the end of a row and the next
    const std::int64_t width = (rows.size(1) + line - 1) / line * line + apart * line;
    const at::Tensor storage = at::empty({rows.size(0) * width + linesIn * line}, rows.options());
    at::Tensor copy =
        storage.narrow(0, linesIn * line, rows.size(0) * width).view({rows.size(0), width}).narrow(1, 0, rows.size(1));
    return copy.copy_(rows);
}

std::vector<double> sampleSimplex(int n, Random& random)
{
    std::vector<double> a(static_cast<std::size_t>(n));
    double sum = 0.0;
    for (double& share : a)
        sum += share = random.exponential();
    for (double& share : a)
        share /= sum;
    return a;
}

}  // namespace isthmus::engine
