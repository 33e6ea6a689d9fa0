#include "engine/subspaces/points_ahead.h"

#include <algorithm>

namespace isthmus::engine {

template <typename Real>
const Real* PointsAhead<Real>::point(const Simplex& simplex, std::size_t k, const Place& place, bool ready, std::int64_t first)
{
    if (place.isVertex())
        return simplex.vertices.data_ptr<Real>();
    Real* point = buffer(k, simplex);
    if (ready)
        return point;
    std::vector<Scaled<Real>> rows;
    for (std::int64_t i = 0; i < simplex.count(); ++i)
        rows.push_back({simplex.vertices.data_ptr<Real>() + i * simplex.vertices.stride(0) + first,
                        static_cast<Real>(place.a[static_cast<std::size_t>(i)])});
    if (place.anchor.defined())
        rows.push_back({place.anchor.data_ptr<Real>() + first, static_cast<Real>(place.b)});
    layerLoops<Real>().combine(rows, simplex.vertices.size(1) - first, point + first);
    return point;
}

template <typename Real>
bool PointsAhead<Real>::areReady(const Simplex& simplex, std::span<const LossTerm> terms, std::int64_t first) const
{
    const bool same = readyOf_.defined() && readyOf_.is_same(simplex.vertices) && readyVersion_ == simplex.vertices._version()
                      && ready_.size() == terms.size() && readyFrom_ <= first;
    return same && std::equal(ready_.begin(), ready_.end(), terms.begin(), [](const Place& one, const LossTerm& term) {
               const Place& other = term.place;
               return one.a == other.a && one.b == other.b && one.anchor.is_same(other.anchor);
           });
}

template <typename Real>
std::span<const MixedPoint<Real>> PointsAhead<Real>::toMix(const Simplex& simplex, std::span<const Place> next)
{
    const auto n = static_cast<std::size_t>(simplex.count());
    shares_.clear();
    mixed_.clear();
    if (std::all_of(next.begin(), next.end(), [n](const Place& at) { return at.a.size() == n && !at.isVertex(); }))
        for (std::size_t k = 0; k < next.size(); ++k) {
            shares_.emplace_back(next[k].a.begin(), next[k].a.end());
            mixed_.push_back({buffer(k, simplex), shares_.back().data(),
                              next[k].anchor.defined() ? next[k].anchor.data_ptr<Real>() : nullptr,
                              static_cast<Real>(next[k].b)});
        }
    return mixed_;
}

template <typename Real>
void PointsAhead<Real>::moved(const Simplex& simplex, std::span<const Place> next, std::int64_t first)
{
    ready_.assign(next.begin(), mixed_.empty() ? next.begin() : next.end());
    readyOf_ = simplex.vertices;
    readyVersion_ = simplex.vertices._version();
    readyFrom_ = first;
}

template <typename Real>
Real* PointsAhead<Real>::buffer(std::size_t k, const Simplex& simplex)
{
    while (points_.size() <= k)
        points_.push_back(at::empty({simplex.vertices.size(1)}, simplex.vertices.options()));
    return points_[k].template data_ptr<Real>();
}

template class PointsAhead<float>;
template class PointsAhead<double>;

}  // namespace isthmus::engine
