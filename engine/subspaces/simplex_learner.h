#pragma once
#include "engine/data/task_source.h"
#include "engine/subspaces/simplex_step.h"

namespace isthmus::engine {

/// The options of every method on a simplex: vertices, their start and rate, and how they predict together.
std::vector<OptionSpec> simplexOptions();

/// Throws Error(BadInput) unless the tensor has this shape (-1: any extent).
void requireShape(const at::Tensor& tensor, const std::string& name, at::IntArrayRef shape);

/// The part that methods on a simplex share: n vertices, how they start, and phase "learn".
class SimplexLearner {
public:
    enum class Start {
        Independent,  ///< every vertex has fresh weights of its own
        Same,         ///< all vertices share one set of fresh weights
    };

    /// `multiplier` scales the vertices' learning rate; 0 means n, because E[a_i] = 1/n would slow them n times.
    SimplexLearner(std::shared_ptr<const Model> model, int vertices, Start start, double multiplier, std::uint64_t seed,
                   const at::Device& device);
    /// As `simplexOptions` in the resolved "method" object say.
    SimplexLearner(std::shared_ptr<const Model> model, const Json& options, std::uint64_t seed, const at::Device& device);

    int count() const { return static_cast<int>(simplex_.count()); }
    Simplex& simplex() { return simplex_; }
    const Simplex& simplex() const { return simplex_; }

    /// Minimises E_{a ~ U(Delta_n)} L(W^T a): draws a and steps all vertices on one batch. Returns the loss.
    at::Tensor learn(const Examples& batch, const StepSettings& settings, Random stream);
    /// Steps on any sum of terms, with the vertices' multiplier applied to the rate.
    at::Tensor step(std::span<const LossTerm> terms, StepSettings settings, Random stream);

    /// The networks that predict together: the midpoint for `count` 0, else `count` random points of the simplex.
    std::vector<at::Tensor> members(int count, std::uint64_t seed) const;

    void save(NamedTensors& state) const;
    void restore(const NamedTensors& state);  ///< what `save` gave; keeps the device
    /// Operations of one step on `terms` terms of `batch` examples each (METHODS.md, Measures; forward and backward are
    /// three forwards, mixing n vertices is (2n-1)P, an anchor 2P more, moving them 2nP).
    double stepOperations(double batch, int terms, bool anchored) const;

private:
    std::shared_ptr<const Model> model_;
    Simplex simplex_;
    double multiplier_;
    std::unique_ptr<SimplexStep> kernel_;
};

}  // namespace isthmus::engine
