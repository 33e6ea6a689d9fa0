#pragma once
#include "engine/data/task_source.h"

namespace isthmus::engine {

/// Up to `perClass` random examples of each class, in the order of the classes. `pick` decides which.
Examples balancedSubset(const Examples& examples, std::int64_t perClass, Random pick);

/// Replay buffer B: the examples kept of finished tasks.
class EpisodicMemory {
public:
    bool empty() const { return !kept_.labels.defined(); }
    std::int64_t count() const { return empty() ? 0 : kept_.count(); }
    void add(const Examples& examples);
    /// `count` examples drawn with replacement. Asserts that there are some.
    Examples draw(std::int64_t count, Random& random) const { return drawFrom(kept_, count, random); }
    static Examples drawFrom(const Examples& examples, std::int64_t count, Random& random);

    const Examples& examples() const { return kept_; }
    void restore(Examples examples) { kept_ = std::move(examples); }

private:
    Examples kept_;
};

}  // namespace isthmus::engine
