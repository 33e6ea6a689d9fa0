#pragma once
#include "engine/runs/experiment.h"

namespace isthmus::engine {

/// Many experiments in one: options that take several values.
struct Sweep {
    enum class Combine {
        Grid,  ///< every value of one option with every value of the others
        List,  ///< the first value of each, then the second of each: as many for every option
    };

    Json experiment;             ///< as given, not resolved yet; its "seeds" are one more dimension
    Json axes = Json::object();  ///< {"training.learning_rate": [0.01, 0.1], "method.kind": ["sgd", "ewc"], "seed": [1, 2, 3]}
    Combine combine = Combine::Grid;
};

/// One run of a sweep.
struct SweepRun {
    Experiment experiment;  ///< resolved, with one seed
    std::string settings;   ///< what is its own: "method.kind=ewc, training.learning_rate=0.1, seed=2"
};

/// The runs in order: the last option changes fastest. Kinds are chosen before the options that depend on them. Throws
/// Error(BadInput) in one line with the first problem, which names the run that has it: a value that is not allowed, an option
/// that the run's kind does not have, an option without values, lists of different lengths, more than 10,000 runs.
std::vector<SweepRun> expand(const Sweep& sweep);

}  // namespace isthmus::engine
