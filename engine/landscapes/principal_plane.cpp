#include "engine/landscapes/principal_plane.h"

#include "engine/error.h"

#include <algorithm>
#include <cmath>

namespace isthmus::engine {

namespace {

/// The inner products [k, k] of the networks' differences from their mean, on the processor.
at::Tensor innerProducts(const std::vector<at::Tensor>& networks, const at::Tensor& mean)
{
    constexpr std::int64_t columns = 1 << 16;  // at a time: all of them in float64 would be twice the networks' memory
    const auto k = static_cast<std::int64_t>(networks.size());
    at::Tensor sum = at::zeros({k, k}, mean.options());
    for (std::int64_t begin = 0; begin < mean.size(0); begin += columns) {
        const std::int64_t n = std::min(columns, mean.size(0) - begin);
        std::vector<at::Tensor> rows;
        for (const at::Tensor& network : networks)
            rows.push_back(network.narrow(0, begin, n).to(at::kDouble) - mean.narrow(0, begin, n));
        const at::Tensor differences = at::stack(rows);
        sum.addmm_(differences, differences.t());
    }
    return sum.cpu();
}

/// 1 or -1, which makes the first of the outermost coordinates positive: one that is the furthest out by a rounding error only
/// does not decide.
double orientation(const at::Tensor& coordinates)
{
    const double half = 0.5 * coordinates.abs().max().item<double>();
    for (std::int64_t i = 0; i < coordinates.size(0); ++i)
        if (const double value = coordinates[i].item<double>(); std::abs(value) >= half)
            return value < 0.0 ? -1.0 : 1.0;
    return 1.0;
}

}  // namespace

PrincipalPlane principalPlane(const std::vector<at::Tensor>& networks)
{
    if (networks.size() < 3)
        throw badInput("a plane of principal components needs three networks or more");
    at::Tensor mean = at::zeros_like(networks.front(), at::kDouble);
    for (const at::Tensor& network : networks)
        mean.add_(network, 1.0 / static_cast<double>(networks.size()));
    const at::Tensor products = innerProducts(networks, mean);
    if (!products.isfinite().all().item<bool>())
        throw badInput("a network has weights that are not finite numbers, so there are no principal components; leave it out");
    const auto [variances, vectors] = at::linalg_eigh(products);  // ascending

    PrincipalPlane plane;
    plane.places.resize(networks.size());
    for (std::size_t which = 0; which < 2; ++which) {
        const std::int64_t column = variances.size(0) - 1 - static_cast<std::int64_t>(which);
        const double length = std::sqrt(std::max(0.0, variances[column].item<double>()));
        if (!(length > 1e-6 * std::sqrt(variances[-1].item<double>())))
            throw badInput("the networks lie on one line of weight space, so there is no plane of principal components; "
                           "choose others");
        const at::Tensor vector = vectors.select(1, column);
        const at::Tensor coordinates = vector * (length * orientation(vector));
        at::Tensor direction = at::zeros_like(mean);
        for (std::size_t i = 0; i < networks.size(); ++i) {
            const double place = coordinates[static_cast<std::int64_t>(i)].item<double>();
            plane.places[i][which] = place;
            direction.add_(networks[i] - mean, place / (length * length));
        }
        plane.directions[which] = direction.to(networks.front().scalar_type());
        plane.explained[which] = length * length / products.trace().item<double>();
    }
    for (std::size_t i = 0; i < networks.size(); ++i) {
        const auto [x, y] = plane.places[i];
        const auto at = static_cast<std::int64_t>(i);
        plane.residuals.push_back(std::sqrt(std::max(0.0, products[at][at].item<double>() - x * x - y * y)));
    }
    plane.mean = mean.to(networks.front().scalar_type());
    return plane;
}

}  // namespace isthmus::engine
