#pragma once
#include "engine/results/accuracy_matrix.h"

#include <span>
#include <string>

namespace isthmus::engine {

/// A number computed from the accuracy matrix, or the reason why there is none.
struct Measured {
    std::optional<double> value;
    std::string undefinedBecause;  ///< empty when there is a value
};

/// One row of the table of measures.
struct Measure {
    const char* id;  ///< key in summary.json
    const char* label;
    const char* formula;  ///< in the handbook's notation: a(t,i) = accuracy on task i after task t
    const char* source;
    bool higherIsBetter;
    Measured (*compute)(const AccuracyMatrix&, int afterTask);  ///< as seen after task `afterTask` >= 1
};

/// Every measure, in the order in which reports show them.
std::span<const Measure> measureTable();

/// (1/t) sum_{i<=t} a(t,i)
Measured averageAccuracy(const AccuracyMatrix& matrix, int afterTask);
/// (1/(t-1)) sum_{i<t} ( max_{i<=k<t} a(k,i) - a(t,i) ), Chaudhry et al. 2018
Measured forgetting(const AccuracyMatrix& matrix, int afterTask);
/// (1/t) sum_{i<=t} a(i,i)
Measured learningAccuracy(const AccuracyMatrix& matrix, int afterTask);
/// (1/(t-1)) sum_{i<t} ( a(t,i) - a(i,i) ), Lopez-Paz and Ranzato 2017
Measured backwardTransfer(const AccuracyMatrix& matrix, int afterTask);

}  // namespace isthmus::engine
