#pragma once
#include "engine/landscapes/scorer.h"
#include "engine/results/landscape_grid.h"

#include <array>
#include <functional>

namespace isthmus::engine {

/// The plane through three networks (Garipov et al. 2018, arXiv 1802.10026): distances in weight space from the first, along
/// u = w_2 - w_1 and the part of w_3 - w_1 that is perpendicular to it, both normalised.
class Plane {
public:
    /// Throws Error(BadInput) when the three lie on one line.
    explicit Plane(const std::vector<at::Tensor>& anchors);

    std::array<double, 2> anchor(std::size_t which) const { return anchors_[which]; }
    /// What each anchor contributes to the network at (x, y); they add up to 1.
    std::vector<double> shares(double x, double y) const;
    /// `points` coordinates along an axis (0: x, 1: y), evenly spaced over what the anchors span and `margin` times that beyond
    /// them on both sides.
    std::vector<double> axis(std::size_t which, int points, double margin) const;

private:
    std::array<std::array<double, 2>, 3> anchors_{};
};

/// Scores the grid: every few rows and columns first, then the anchors, then row after row, halving the gaps between them.
/// `onTile` is told of each part in the thread that called. Throws Error(Interrupted) within 100 ms of
/// a stop request.
LandscapeGrid evaluatePlane(const Classifier& network, const std::vector<at::Tensor>& anchors,
                            const std::vector<TaskExamples>& tasks, int resolution, double margin,
                            const std::function<void(const GridTile&)>& onTile, std::stop_token stop);

/// The rows of a grid in the order they are scored after the coarse picture: multiples of `stride`, then of half of it, …
std::vector<std::size_t> coarseToFine(std::size_t rows, std::size_t stride);

}  // namespace isthmus::engine
