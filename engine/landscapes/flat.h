#pragma once
#include "engine/tensor.h"

#include <array>
#include <vector>

namespace isthmus::engine {

/// Coordinates of a chart: x, y, z; those beyond its dimensions are 0.
using Place = std::array<double, 3>;

/// A flat of weight space with coordinates: all combinations, with shares that add up to 1, of a few networks, each of which
/// lies at a place. Network k is the first one with a k-th coordinate: the first lies at 0, the second on the x axis.
class Flat {
public:
    /// `networks` [P] each, of one type and device; `places` of each, of which the k-th has a k-th coordinate other than 0 and
    /// none beyond it.
    Flat(std::vector<at::Tensor> networks, std::vector<Place> places);
    /// The flat through up to four networks in which places are Euclidean distances in weight space: from the first, along
    /// the way to the second, then along what of the way to the third is perpendicular to it, and so on.
    /// Throws Error(BadInput) when they do not span one of so many dimensions.
    static Flat through(std::vector<at::Tensor> networks);

    std::size_t dimensions() const { return networks_.size() - 1; }
    const std::vector<at::Tensor>& networks() const { return networks_; }
    const Place& place(std::size_t network) const { return places_[network]; }

    /// What each network contributes to the point at a place; exact at the networks' own places.
    std::vector<double> shares(const Place& place) const;

    /// The nearest point of the flat to some network, and how far that network is from it. Where networks of the flat depend on
    /// each other, several places are that point, and it is the one with the shortest steps. Not numbers when a network has
    /// weights that are none.
    struct Projection {
        Place place;
        double residual;  ///< Euclidean distance in weight space
    };
    Projection project(const at::Tensor& weights) const;

private:
    std::vector<at::Tensor> networks_;
    std::vector<Place> places_;
};

}  // namespace isthmus::engine
