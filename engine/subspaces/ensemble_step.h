#pragma once
#include "engine/models/classifier.h"
#include "engine/models/fast_layout.h"

#include <memory>

namespace isthmus::engine {

/// What a batch ensemble learns.
struct EnsembleWeights {
    at::Tensor parameters;  ///< shared weights and the members' own, [total] as FastLayout has them
    at::Tensor velocity;    ///< of the optimiser, [total]; undefined while momentum has not been used
};

struct EnsembleSettings {
    double rate = 0.0;
    double momentum = 0.0;
    double dropout = 0.0;
};

/// The inner loop of a batch ensemble's training, as SimplexStep is that of a simplex.
class EnsembleStep {
public:
    virtual ~EnsembleStep() = default;

    /// Steps on the mean cross-entropy of the batch over all members by SGD: v <- momentum v + gradient, w <- w - rate v.
    /// Every member sees the whole batch. Returns the loss before the step, a scalar on the parameters' device (reading it may
    /// wait for the device; keeping it does not).
    virtual at::Tensor take(EnsembleWeights& weights, const Examples& batch, const EnsembleSettings& settings,
                            Random dropoutStream) = 0;
};

/// The straightforward kernel: LibTorch's automatic differentiation.
std::unique_ptr<EnsembleStep> makeEnsembleAutogradStep(std::shared_ptr<const Classifier> network, const FastLayout& layout);
/// The kernel of multi-layer perceptrons on the processor, written out; the model must have `perceptronWidths`.
std::unique_ptr<EnsembleStep> makeEnsemblePerceptronStep(std::shared_ptr<const Classifier> network, const FastLayout& layout);
/// The fastest kernel for this network on this device.
std::unique_ptr<EnsembleStep> makeEnsembleStep(std::shared_ptr<const Classifier> network, const FastLayout& layout,
                                               const at::Device& device);

}  // namespace isthmus::engine
