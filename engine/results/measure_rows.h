#pragma once
#include "engine/results/measures.h"

namespace isthmus::engine {

// The rows of the table of measures, by what they are computed from.
std::span<const Measure> accuracyMeasures();    // accuracy_measures.cpp
std::span<const Measure> predictionMeasures();  // prediction_measures.cpp
std::span<const Measure> costMeasures();        // cost_measures.cpp

/// What to say when the row of task t is not complete.
Measured notMeasured(int t);
/// True when every m(k,i) with i <= k <= t is there.
inline bool complete(const TaskMatrix& matrix, int t) { return t >= 1 && t <= matrix.learned(); }

/// Mean of `term(i)` over the tasks i = 1 … last.
template <typename Term>
Measured meanOver(int last, Term term)
{
    double sum = 0.0;
    for (int i = 1; i <= last; ++i)
        sum += term(i);
    return {sum / last, {}};
}

}  // namespace isthmus::engine
