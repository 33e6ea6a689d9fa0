#pragma once
#include "engine/models/layer_loops.h"
#include "engine/subspaces/simplex_step.h"

#include <span>
#include <vector>

namespace isthmus::engine {

/// The points of weight space that a step's terms look at. While the vertices move, those of the next step can be mixed in the
/// same pass over memory; a point that is not ready when it is wanted is mixed then, to the same bits.
template <typename Real>
class PointsAhead {
public:
    /// The network [P] at the place of a step's term `k`: the vertex itself where the place is one. It is mixed now unless all
    /// of them are `ready`; of a point that is mixed now only the weights from `first` on are set.
    const Real* point(const Simplex& simplex, std::size_t k, const Place& place, bool ready, std::int64_t first = 0);
    /// True when the last movement mixed just these terms' points, from the weight `first` on at least, and the vertices have not
    /// been touched since.
    bool areReady(const Simplex& simplex, std::span<const LossTerm> terms, std::int64_t first = 0) const;

    /// What a movement is to mix for the next step's places; nothing where there are none, or where they need no mixing. Valid
    /// until the next call.
    std::span<const MixedPoint<Real>> toMix(const Simplex& simplex, std::span<const Place> next);
    /// Says that the movement of the weights from `first` on is over.
    void moved(const Simplex& simplex, std::span<const Place> next, std::int64_t first);

private:
    Real* buffer(std::size_t k, const Simplex& simplex);

    std::vector<at::Tensor> points_;  ///< [P], of each term
    std::vector<std::vector<Real>> shares_;
    std::vector<MixedPoint<Real>> mixed_;
    std::vector<Place> ready_;  ///< what the points are, when the vertices are still as they were
    at::Tensor readyOf_;
    std::int64_t readyVersion_ = 0;
    std::int64_t readyFrom_ = 0;  ///< the first weight that was mixed
};

extern template class PointsAhead<float>;
extern template class PointsAhead<double>;

}  // namespace isthmus::engine
