#pragma once
#include "engine/data/examples.h"
#include "engine/options/option_spec.h"
#include "engine/random.h"

namespace isthmus::engine {

/// The option of every method that keeps examples.
OptionSpec memoryOption();

/// Up to `perClass` random examples of each class, in the order of the classes. `pick` decides which.
Examples balancedSubset(const Examples& examples, std::int64_t perClass, Random pick);

/// Replay memory B of a run: examples kept of earlier tasks. It is the run's, and the members of an ensemble share it: what
/// was added once is not added again.
class EpisodicMemory {
public:
    bool empty() const { return count() == 0; }
    std::int64_t count() const { return kept_.labels.defined() ? kept_.count() : 0; }
    double storedFloats() const { return empty() ? 0.0 : static_cast<double>(kept_.images.numel()); }  ///< labels not counted

    /// Adds the examples kept of a finished task; a task that is there already is not added again.
    void add(int task, const Examples& examples);
    /// Reservoir sampling (Vitter 1985): after each call, every example offered so far is kept with the same probability,
    /// min(1, capacity / offered). `before` counts the examples of the stream before this batch; a batch that was offered
    /// before is passed over.
    void offer(std::int64_t before, const Examples& batch, std::int64_t capacity, Random random);

    /// `count` examples drawn with replacement. Asserts that there are some.
    Examples draw(std::int64_t count, Random& random) const { return drawFrom(kept_, count, random); }
    static Examples drawFrom(const Examples& examples, std::int64_t count, Random& random);

    const Examples& examples() const { return kept_; }
    std::int64_t offered() const { return offered_; }  ///< length of the stream that `offer` has seen

    void save(NamedTensors& state) const;
    /// What `save` gave, for images of `features` pixels; keeps the device. Throws Error(BadInput) in one clause.
    void restore(const NamedTensors& state, std::int64_t features, const at::Device& device);

private:
    Examples kept_;
    int tasks_ = 0;  ///< the last one added
    std::int64_t offered_ = 0;
};

}  // namespace isthmus::engine
