#pragma once
#include "engine/options/option_spec.h"
#include "engine/seeds.h"
#include "engine/subspaces/simplex_step.h"

#include <optional>

namespace isthmus::engine {

/// The options of every method on a simplex: vertices, their start and rate, and how they predict together.
std::vector<OptionSpec> simplexOptions(const char* initialisation);  ///< by default
/// How a subspace is shaped and kept from collapsing: for methods that learn one and nothing else.
std::vector<OptionSpec> subspaceOptions();
/// Empty when these options (a resolved "method" object with `subspaceOptions`) make sense together.
std::string subspaceProblem(const Json& options);

/// The part that methods on a simplex share: n vertices, how they start, how points are drawn, and phase "learn".
class SimplexLearner {
public:
    /// One network, alone.
    SimplexLearner(std::shared_ptr<const Classifier> network, const Seeds& seeds, const at::Device& device);
    /// As the options in the resolved "method" object say.
    SimplexLearner(std::shared_ptr<const Classifier> network, const Json& options, const Seeds& seeds, const at::Device& device);

    int count() const { return static_cast<int>(simplex_.count()); }
    Simplex& simplex() { return simplex_; }
    const Simplex& simplex() const { return simplex_; }
    const Classifier& network() const { return *network_; }

    /// Coordinates of a random point: a ~ U(Delta_n); on a Bezier curve ((1-t)^2, t^2, 2t(1-t)) with t ~ U[0,1]; one such
    /// draw, or one for each layer.
    std::vector<double> sample(Random& random) const;
    /// The network in the middle, [P]: coordinates (1/n, …, 1/n), or t = 1/2 on a Bezier curve.
    at::Tensor midpoint() const;

    /// Minimises E_a L(W^T a): draws a from `stream` and steps all vertices on one batch. Returns the loss. `following` is the
    /// stream that the next step will draw from, where there are several vertices.
    at::Tensor learn(const Examples& batch, StepSettings settings, Random stream, std::optional<Random> following = {});
    /// How many such steps on batches of this size are best begun together.
    std::int64_t stepsTogether(std::int64_t batch) const;
    /// Begins such steps, each with a batch and a stream, and takes the next ones of them, as SimplexStep has it.
    void begin(std::span<const Examples> batches, StepSettings settings, std::span<const Random> streams);
    std::vector<at::Tensor> takeNext(std::int64_t count) { return kernel_->takeNext(simplex_, count); }
    /// Steps on any sum of terms, with the vertices' multiplier applied to the rate; `next` as SimplexStep::take has it.
    at::Tensor step(std::span<const LossTerm> terms, StepSettings settings, Random stream, std::span<const Place> next = {});
    /// Loss and gradient of the first vertex: for single networks that change the gradient before they step by it.
    Gradient gradient(const Examples& batch, Dropout* dropout) { return kernel_->gradient(simplex_.vertices[0], batch, dropout); }
    /// Steps a single network by a gradient [P].
    void descend(const at::Tensor& gradient, const StepSettings& settings);

    /// The networks that predict together: the middle one for `count` 0, else `count` random points of the subspace.
    std::vector<at::Tensor> members(int count, std::uint64_t seed) const;

    void save(NamedTensors& state) const;
    void restore(const NamedTensors& state);  ///< what `save` gave; keeps the device
    /// Operations of one step on `terms` terms of `batch` examples each (handbook: measures.md, Cost; forward and backward are
    /// three forwards, mixing n vertices is (2n-1)P, an anchor 2P more, moving them 2nP).
    double stepOperations(double batch, int terms, bool anchored) const;

private:
    void fill(int vertices, bool alike, const Seeds& seeds, const at::Device& device);
    std::vector<double> sampleOnce(Random& random) const;

    std::shared_ptr<const Classifier> network_;
    Simplex simplex_;
    double multiplier_ = 1.0;
    bool bezier_ = false;
    bool layerwise_ = false;
    double diversity_ = 0.0;
    std::unique_ptr<SimplexStep> kernel_;
};

}  // namespace isthmus::engine
