#pragma once
#include "engine/random.h"

namespace isthmus::engine {

/// Where the random numbers of each concern come from, so that one can be varied or held apart from the others.
struct Seeds {
    std::uint64_t run = 1;             ///< dropout, points of a subspace, and all that has no seed of its own
    std::uint64_t tasks = 1;           ///< what the tasks are
    std::uint64_t order = 1;           ///< in which order a task's examples are learned
    std::uint64_t initialisation = 1;  ///< the weights that training starts from
    std::uint64_t memory = 1;          ///< which examples are kept and replayed

    static Seeds all(std::uint64_t seed) { return {seed, seed, seed, seed, seed}; }

    /// The seeds of an independent member of an ensemble (from 0): the same tasks, order and memory, weights and chances of
    /// its own. Member 0 is the network that there would be alone.
    Seeds member(int k) const
    {
        Seeds own = *this;
        if (k > 0) {
            own.run = Random(run, "member", static_cast<std::uint64_t>(k)).bits();
            own.initialisation = Random(initialisation, "member", static_cast<std::uint64_t>(k)).bits();
        }
        return own;
    }
};

}  // namespace isthmus::engine
