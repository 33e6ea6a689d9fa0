#include "engine/landscapes/flat.h"

#include "engine/error.h"

#include <algorithm>
#include <cassert>

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
        const double length = rest.norm().item<double>();
        Place place{};
        for (std::size_t axis = 0; axis < axes.size(); ++axis) {
            place[axis] = axes[axis].dot(rest).item<double>();
            rest = rest - axes[axis] * place[axis];
        }
        place[k - 1] = rest.norm().item<double>();
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
    const at::Tensor way = wide(weights) - origin;
    if (dimensions() == 0)
        return {{}, way.norm().item<double>()};
    std::vector<at::Tensor> ways;
    for (std::size_t k = 1; k < networks_.size(); ++k)
        ways.push_back(wide(networks_[k]) - origin);
    const at::Tensor all = at::stack(ways);  // [k, P]
    const at::Tensor shares = at::linalg_solve(all.mm(all.t()), all.mv(way).unsqueeze(1)).squeeze(1);
    Projection projection{.place = {}, .residual = (way - all.t().mv(shares)).norm().item<double>()};
    for (std::size_t k = 1; k < networks_.size(); ++k)
        for (std::size_t axis = 0; axis < k; ++axis)
            projection.place[axis] += shares[static_cast<std::int64_t>(k) - 1].item<double>() * places_[k][axis];
    return projection;
}

}  // namespace isthmus::engine
