#pragma once
#include "engine/models/classifier.h"

#include <array>
#include <functional>
#include <stop_token>

namespace isthmus::engine {

/// Curves between two networks with one more point that shapes them (Garipov et al. 2018, arXiv 1802.10026, section 3.2).
enum class CurveKind {
    Chain,   ///< polygonal chain: from one end straight to the point, from there straight to the other
    Bezier,  ///< quadratic Bezier curve: the point is its control point, which it bends towards
};

/// What (the first end, the control point, the other end) contribute to the network at t in [0, 1]; adds up to 1.
std::array<double, 3> shares(CurveKind kind, double t);

/// How a curve is trained.
struct CurveTraining {
    int epochs = 10;  ///< passes over the examples
    std::int64_t batchSize = 128;
    double learningRate = 0.05;  ///< for the first half of the steps; falls evenly to a hundredth over the second half
    double momentum = 0.9;
    std::uint64_t seed = 1;  ///< of the batches and of the points t
};

/// The control point [P] of a curve along which the loss is low: minimises the mean cross-entropy at phi(t), t ~ U[0, 1], over
/// the control point alone, by SGD with momentum where each step takes one batch and one t (Garipov et al. 2018, algorithm 1,
/// without weight decay), beginning midway between the ends. Same seed and threads, same bytes. `onProgress` is told the share of
/// the steps done. Throws Error(Diverged) when the weights leave the finite numbers, Error(Interrupted) between two steps after a
/// stop request.
at::Tensor trainCurve(const Classifier& network, CurveKind kind, const at::Tensor& from, const at::Tensor& to,
                      const Examples& examples, const CurveTraining& training, const std::function<void(double)>& onProgress = {},
                      const std::stop_token& stop = {});

}  // namespace isthmus::engine
