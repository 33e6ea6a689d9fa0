#pragma once
#include "engine/models/classifier.h"
#include "engine/subspaces/simplex.h"

#include <memory>
#include <optional>
#include <span>

namespace isthmus::engine {

class Companion;

/// The point sum_i a_i w_i + b anchor of weight space.
struct Place {
    std::vector<double> a;   ///< the vertices' shares, [n] or, layer by layer, [layers * n]
    at::Tensor anchor = {};  ///< [P], a constant; undefined: none
    double b = 0.0;          ///< the anchor's share

    /// True where a simplex of one vertex is looked at, which is the place.
    bool isVertex() const { return a == std::vector<double>{1.0} && !anchor.defined(); }
};

/// One term of a training objective: `weight` times the mean cross-entropy of a batch at a place.
struct LossTerm {
    Examples batch;
    Place place;
    double weight = 1.0;
};

/// The cosine of a pair of vertices as one more term: factor * cos^2(w_i, w_j), over arrays with two dimensions or more.
struct CosineTerm {
    double factor = 0.0;  ///< 0: none
    int i = 0;
    int j = 0;
};

struct StepSettings {
    double rate = 0.0;  ///< learning rate of a vertex
    double momentum = 0.0;
    double dropout = 0.0;
    bool chainFactor = true;  ///< false: shares are divided by 1 - b, as public MC-SGD codes do
    CosineTerm cosine = {};
    /// The second thread that may help with the step, null: none. Unset: the kernel has one of its own where that is faster.
    std::optional<Companion*> companion = {};
};

/// One of several steps that are taken together: its only term, and the random stream of its dropout.
struct TermOfStep {
    LossTerm term;
    Random dropoutStream;
};

/// A loss and its gradient with respect to the weights [P].
struct Gradient {
    at::Tensor loss;  ///< a scalar
    at::Tensor gradient;
};

/// The inner loop of training: everything else of a run is bookkeeping around these calls, so a faster kernel for a model
/// takes this interface and nothing else changes. The gradient at a point is computed once whatever n is: that of vertex i
/// is a_i times it (Wortsman et al. 2021, section 3).
class SimplexStep {
public:
    virtual ~SimplexStep() = default;

    /// Steps all vertices on the sum of the terms by SGD: v <- momentum v + gradient, w <- w - rate v.
    /// Returns the sum of the terms' losses before the step (without the cosine's), a scalar on the vertices' device (reading
    /// it may wait for the device; keeping it does not). `next` are the places of the following step's terms, where they are
    /// known: a kernel may mix those points while it has the vertices at hand. They change no number.
    virtual at::Tensor take(Simplex& simplex, std::span<const LossTerm> terms, const StepSettings& settings, Random dropoutStream,
                            std::span<const Place> next = {}) = 0;
    /// Begins some steps that follow each other; `takeNext` takes them, all at once or a few at a time, which changes no bit.
    /// They are those of `take` but for rounding, because the kernel may do for all of them what it would do in each. Until the
    /// last one is taken, or others are begun, nobody else moves the vertices. A companion in the settings may help with all of
    /// them, so they are not taken within a share of it.
    virtual void begin(Simplex& simplex, std::vector<TermOfStep> steps, const StepSettings& settings);
    /// Takes the next `count` of them; returns their losses. The vertices are then where these steps bring them.
    virtual std::vector<at::Tensor> takeNext(Simplex& simplex, std::int64_t count);
    /// How many steps on batches of this size are best begun together.
    virtual std::int64_t stepsTogether(const Simplex&, std::int64_t /*batch*/) const { return 1; }
    /// The mean cross-entropy of a batch at the weights [P], and its gradient.
    virtual Gradient gradient(const at::Tensor& weights, const Examples& batch, Dropout* dropout) = 0;
    /// Steps by gradients that are known: every vertex i by the sum over k of a_k,i g_k.
    static void descend(Simplex& simplex, std::span<const std::pair<std::vector<double>, at::Tensor>> gradients,
                        const StepSettings& settings, const at::Tensor& cosineMask = {});

private:
    std::vector<TermOfStep> begun_;
    StepSettings begunWith_;
    std::size_t taken_ = 0;  ///< of those
};

/// The straightforward kernel: LibTorch's automatic differentiation.
std::unique_ptr<SimplexStep> makeAutogradStep(std::shared_ptr<const Classifier> network);
/// The kernel of multi-layer perceptrons on the processor, written out; the model must have `perceptronWidths`.
std::unique_ptr<SimplexStep> makePerceptronStep(std::shared_ptr<const Classifier> network);
/// Automatic differentiation recorded and launched as a whole, for devices that are asked for their work from afar.
std::unique_ptr<SimplexStep> makeRecordedStep(std::shared_ptr<const Classifier> network);
/// The fastest kernel for this network on this device.
std::unique_ptr<SimplexStep> makeStep(std::shared_ptr<const Classifier> network, const at::Device& device);

}  // namespace isthmus::engine
