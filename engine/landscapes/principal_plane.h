#pragma once
#include "engine/tensor.h"

#include <array>
#include <vector>

namespace isthmus::engine {

/// The plane through the mean of some networks along their first two principal components, on which the path of a training
/// run is drawn (Li et al. 2018, arXiv 1712.09913, section 7.2). All lengths are Euclidean distances in weight space.
struct PrincipalPlane {
    at::Tensor mean;                            ///< [P], of the type and on the device of the networks
    std::array<at::Tensor, 2> directions;       ///< [P] each, of length 1 and perpendicular
    std::array<double, 2> explained{};          ///< share of the networks' variance along each, in [0, 1], the larger one first
    std::vector<std::array<double, 2>> places;  ///< of each network, projected onto the plane; the mean is at (0, 0)
    std::vector<double> residuals;              ///< distance of each network from the plane
};

/// From three or more networks [P] by the eigenvectors of their k × k matrix of inner products, in float64. A direction points to
/// the first of the networks that are at least half as far out along it as the furthest one.
/// Throws Error(BadInput) when the networks span no plane, or one of them is not finite.
PrincipalPlane principalPlane(const std::vector<at::Tensor>& networks);

}  // namespace isthmus::engine
