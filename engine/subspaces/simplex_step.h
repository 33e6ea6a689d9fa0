#pragma once
#include "engine/models/model.h"
#include "engine/subspaces/simplex.h"

#include <memory>
#include <span>

namespace isthmus::engine {

/// One term of a training objective: the mean cross-entropy of a batch at the point sum_i a_i w_i + b * anchor.
struct LossTerm {
    at::Tensor images;       ///< [B, features]
    at::Tensor labels;       ///< [B], int64
    std::vector<double> a;   ///< [n], the vertices' shares
    at::Tensor anchor = {};  ///< [P], a constant; undefined: none
    double b = 0.0;          ///< the anchor's share
};

struct StepSettings {
    double rate = 0.0;  ///< learning rate of a vertex
    double momentum = 0.0;
    double dropout = 0.0;
    bool chainFactor = true;  ///< false: shares are divided by 1 - b, as public MC-SGD codes do
};

/// The inner loop of training: everything else of a run is bookkeeping around this one call, so a faster kernel for a
/// model takes this interface and nothing else changes. The gradient at a point is computed once whatever n is: that of
/// vertex i is a_i times it (Wortsman et al. 2021, section 3).
class SimplexStep {
public:
    virtual ~SimplexStep() = default;

    /// Steps all vertices on the sum of the terms by SGD: v <- momentum v + gradient, w <- w - rate v.
    /// Returns the sum of the terms' losses before the step, a scalar on the vertices' device (reading it may wait for the
    /// device; keeping it does not).
    virtual at::Tensor take(Simplex& simplex, std::span<const LossTerm> terms, const StepSettings& settings,
                            Random dropoutStream) = 0;
};

/// The straightforward kernel: LibTorch's automatic differentiation. `model` must outlive it.
std::unique_ptr<SimplexStep> makeAutogradStep(const Model& model);

}  // namespace isthmus::engine
