#include "engine/landscapes/flat.h"

#include "engine/error.h"
#include "engine/landscapes/inner_product.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace isthmus::engine {

namespace {

constexpr double leastAngle = 1e-6;  // below it, two directions count as one

at::Tensor wide(const at::Tensor& weights) { return weights.to(at::kDouble); }

}  // namespace

Flat::Flat(std::vector<at::Tensor> networks, std::vector<Place> places)
    : networks_(std::move(networks)), places_(std::move(places))
{
    assert(networks_.size() == places_.size() && !networks_.empty() && networks_.size() <= 4);
}

Flat Flat::through(std::vector<at::Tensor> networks)
{
    std::vector<Place> places{Place{}};
    std::vector<at::Tensor> axes;  // unit vectors
    const at::Tensor origin = wide(networks.front());
    for (std::size_t k = 1; k < networks.size(); ++k) {
        at::Tensor rest = wide(networks[k]) - origin;
        const double length = lengthOf(rest);
        if (!std::isfinite(length))
            throw badInput("an anchor has weights that are not finite numbers, so it has no place; choose another one");
        Place place{};
        for (std::size_t axis = 0; axis < axes.size(); ++axis) {
            place[axis] = innerProduct(axes[axis], rest);
            rest = rest - axes[axis] * place[axis];
        }
        place[k - 1] = lengthOf(rest);
        const double size = std::max(length, k > 1 ? places[1][0] : length);
        if (!(size > 0.0 && place[k - 1] > leastAngle * size))
            throw badInput(
                k == 1   ? "the two anchors are the same network, so there is no line through them; choose others"
                : k == 2 ? "the three anchors lie on one line of weight space, so there is no plane through them; choose others"
                         : "the four anchors lie in one plane of weight space, so they span no tetrahedron; choose others");
        axes.push_back(rest / place[k - 1]);
        places.push_back(place);
    }
    return {std::move(networks), std::move(places)};
}

std::vector<double> Flat::shares(const Place& place) const
{
    // Each network is the last with its own coordinate, so the last one's share is known first.
    std::vector<double> shares(networks_.size(), 0.0);
    Place rest = place;
    double sum = 0.0;
    for (std::size_t k = networks_.size() - 1; k > 0; --k) {
        shares[k] = rest[k - 1] / places_[k][k - 1];
        for (std::size_t axis = 0; axis < k; ++axis)
            rest[axis] -= shares[k] * places_[k][axis];
        sum += shares[k];
    }
    shares[0] = 1.0 - sum;
    return shares;
}

Flat::Projection Flat::project(const at::Tensor& weights) const
{
    const at::Tensor origin = wide(networks_.front());
    at::Tensor rest = wide(weights) - origin;
    if (dimensions() == 0)
        return {{}, lengthOf(rest)};
    // Unit vectors to the other networks, whose cosines say how far these depend on each other.
    std::vector<at::Tensor> ways;
    std::vector<double> lengths;
    for (std::size_t k = 1; k < networks_.size(); ++k) {
        const at::Tensor way = wide(networks_[k]) - origin;
        const double length = lengthOf(way);
        lengths.push_back(length == 0.0 ? 1.0 : length);
        ways.push_back(way / lengths.back());
    }
    const std::int64_t count = std::ssize(ways);
    at::Tensor cosines = at::empty({count, count}, at::kDouble);
    at::Tensor along = at::empty({count}, at::kDouble);
    for (std::int64_t i = 0; i < count; ++i) {
        along[i] = innerProduct(ways[static_cast<std::size_t>(i)], rest);
        for (std::int64_t j = 0; j < count; ++j)
            cosines[i][j] = innerProduct(ways[static_cast<std::size_t>(i)], ways[static_cast<std::size_t>(j)]);
    }
    if (!cosines.isfinite().all().item<bool>() || !along.isfinite().all().item<bool>()) {
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        return {{none, none, none}, none};
    }
    const at::Tensor steps = at::linalg_pinv(cosines, leastAngle * leastAngle, /*hermitian=*/true).matmul(along);
    Projection projection{.place = {}, .residual = 0.0};
    for (std::size_t k = 1; k < networks_.size(); ++k) {
        const auto step = steps[static_cast<std::int64_t>(k) - 1].item<double>();
        rest = rest - ways[k - 1] * step;
        for (std::size_t axis = 0; axis < k; ++axis)
            projection.place[axis] += step / lengths[k - 1] * places_[k][axis];
    }
    projection.residual = lengthOf(rest);
    return projection;
}

}  // namespace isthmus::engine
