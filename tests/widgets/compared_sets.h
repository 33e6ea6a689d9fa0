#pragma once
#include "tests/support/compared_runs.h"

namespace isthmus::tests {

/// "sgd" with two seeds (90, 60, 30 % and 80, 50, 40 % after tasks 1, 2, 3), "ewc" with one that costs three times as much (90,
/// 80, 70 %), and "er" that has learned one of three tasks.
inline engine::RunSetsPtr threeSets()
{
    using Losses = std::vector<std::pair<std::int64_t, double>>;
    const Losses falling = {{50, 2.0}, {100, 1.0}, {150, 0.5}, {200, 0.25}};
    return std::make_shared<const std::vector<engine::RunSet>>(engine::setsOf(
        {handMade({.method = "sgd", .seed = 1, .accuracies = {0.9, 0.6, 0.3}, .loss = falling, .trainingSeconds = 2.0}),
         handMade({.method = "sgd", .seed = 2, .accuracies = {0.8, 0.5, 0.4}, .loss = falling, .trainingSeconds = 4.0}),
         handMade({.method = "ewc",
                   .accuracies = {0.9, 0.8, 0.7},
                   .operationsPerStep = 30.0,
                   .loss = falling,
                   .options = {{"method.strength", "100"}}}),
         handMade({.method = "er", .accuracies = {0.9}})},
        {}));
}

}  // namespace isthmus::tests
