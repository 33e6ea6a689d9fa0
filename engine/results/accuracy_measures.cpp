// Measures of the accuracy matrix. "Forgetting" has several definitions in use, which give different numbers for the same
// matrix; each is here under a name of its own, the faulty ones too, so that a published number can be told apart.
#include "engine/results/measure_rows.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

Measured noEarlierTask() { return {std::nullopt, "there is no earlier task"}; }

/// Highest a(k,i) with k from `first` to `last`.
double best(const AccuracyMatrix& matrix, int i, int first, int last)
{
    double highest = *matrix.at(first, i);
    for (int k = first + 1; k <= last; ++k)
        highest = std::max(highest, *matrix.at(k, i));
    return highest;
}

/// Mean over the earlier tasks i < t of `term(i)`.
template <typename Term>
Measured overEarlierTasks(const AccuracyMatrix& matrix, int t, Term term)
{
    if (!complete(matrix, t))
        return notMeasured(t);
    return t == 1 ? noEarlierTask() : meanOver(t - 1, term);
}

Measured forgettingFromFirst(const RunResults& results, int t)
{
    const AccuracyMatrix& a = results.accuracy;
    return overEarlierTasks(a, t, [&](int i) { return *a.at(i, i) - *a.at(t, i); });
}

Measured forgettingIncludingNow(const RunResults& results, int t)
{
    const AccuracyMatrix& a = results.accuracy;
    return overEarlierTasks(a, t, [&](int i) { return best(a, i, i, t) - *a.at(t, i); });
}

/// As Sequel has it: the sign reversed, the last task in the average.
Measured forgettingSignReversed(const RunResults& results, int t)
{
    const AccuracyMatrix& a = results.accuracy;
    if (!complete(a, t))
        return notMeasured(t);
    return meanOver(t, [&](int i) { return *a.at(t, i) - best(a, i, i, t); });
}

/// As the release 1.2.7 of Continuum has it: both ranges end one too early, the divisor does not.
Measured forgettingShortRange(const RunResults& results, int t)
{
    const AccuracyMatrix& a = results.accuracy;
    if (!complete(a, t))
        return notMeasured(t);
    if (t < 3)
        return {std::nullopt, "its range of tasks is empty before task 3"};
    const Measured mean = meanOver(t - 2, [&](int i) { return best(a, i, i, t - 2) - *a.at(t, i); });
    return {*mean.value * (t - 2) / (t - 1), {}};
}

Measured backwardTransfer(const RunResults& results, int t)
{
    const AccuracyMatrix& a = results.accuracy;
    return overEarlierTasks(a, t, [&](int i) { return *a.at(t, i) - *a.at(i, i); });
}

Measured forwardTransfer(const RunResults& results, int t)
{
    const AccuracyMatrix& a = results.accuracy;
    if (!complete(a, t))
        return notMeasured(t);
    if (t == 1)
        return noEarlierTask();
    double sum = 0.0;
    for (int i = 2; i <= t; ++i) {
        const auto before = a.at(i - 1, i);
        const auto untrained = results.untrained[static_cast<std::size_t>(i - 1)];
        if (!before || !untrained)
            return {std::nullopt, "tasks were not measured before they were learned; execution.tasks_ahead = next does that"};
        sum += *before - *untrained;
    }
    return {sum / (t - 1), {}};
}

Measured learningAccuracy(const RunResults& results, int t)
{
    const AccuracyMatrix& a = results.accuracy;
    return complete(a, t) ? meanOver(t, [&](int i) { return *a.at(i, i); }) : notMeasured(t);
}

Measured lowestAccuracy(const RunResults& results, int t)
{
    if (!complete(results.accuracy, t))
        return notMeasured(t);
    if (t == 1)
        return noEarlierTask();
    double sum = 0.0;
    for (int i = 1; i < t; ++i) {
        double lowest = 1.0;
        for (int k = i + 1; k <= t; ++k)
            lowest = std::min(lowest, results.lowest.at(k, i).value_or(1.0));
        sum += lowest;
    }
    return {sum / (t - 1), {}};
}

Measured worstCaseAccuracy(const RunResults& results, int t)
{
    if (!complete(results.accuracy, t))
        return notMeasured(t);
    const double now = *results.accuracy.at(t, t);
    const auto lowest = lowestAccuracy(results, t).value;
    return {lowest ? now / t + (1.0 - 1.0 / t) * *lowest : now, {}};
}

}  // namespace

Measured averageAccuracy(const AccuracyMatrix& matrix, int t)
{
    return complete(matrix, t) ? meanOver(t, [&](int i) { return *matrix.at(t, i); }) : notMeasured(t);
}

Measured forgetting(const AccuracyMatrix& matrix, int t)
{
    return overEarlierTasks(matrix, t, [&](int i) { return best(matrix, i, i, t - 1) - *matrix.at(t, i); });
}

std::span<const Measure> accuracyMeasures()
{
    static constexpr Measure rows[] = {
        {"average_accuracy", "Average accuracy", Unit::Share, Better::Higher, "(1/t) Σ_{i≤t} a(t,i)",
         "Lopez-Paz and Ranzato 2017", [](const RunResults& r, int t) { return averageAccuracy(r.accuracy, t); }},
        {"forgetting", "Forgetting", Unit::Share, Better::Lower, "(1/(t−1)) Σ_{i<t} ( max_{i≤k<t} a(k,i) − a(t,i) )",
         "Chaudhry et al. 2018; FACIL, Continuum", [](const RunResults& r, int t) { return forgetting(r.accuracy, t); }},
        {"forgetting_from_first", "Forgetting, first minus last", Unit::Share, Better::Lower,
         "(1/(t−1)) Σ_{i<t} ( a(i,i) − a(t,i) )", "Avalanche; minus backward transfer", forgettingFromFirst},
        {"forgetting_including_now", "Forgetting, maximum including now", Unit::Share, Better::Lower,
         "(1/(t−1)) Σ_{i<t} ( max_{i≤k≤t} a(k,i) − a(t,i) )", "CL-Gym, Mammoth", forgettingIncludingNow},
        {"forgetting_sign_reversed", "Forgetting, sign reversed", Unit::Share, Better::Higher,
         "(1/t) Σ_{i≤t} ( a(t,i) − max_{i≤k≤t} a(k,i) )", "Sequel; the last task is in the average", forgettingSignReversed},
        {"forgetting_short_range", "Forgetting, range one short", Unit::Share, Better::Lower,
         "(1/(t−1)) Σ_{i≤t−2} ( max_{i≤k≤t−2} a(k,i) − a(t,i) )", "Continuum 1.2.7 (its issue 281)", forgettingShortRange},
        {"backward_transfer", "Backward transfer", Unit::Share, Better::Higher, "(1/(t−1)) Σ_{i<t} ( a(t,i) − a(i,i) )",
         "Lopez-Paz and Ranzato 2017", backwardTransfer},
        {"forward_transfer", "Forward transfer", Unit::Share, Better::Higher,
         "(1/(t−1)) Σ_{1<i≤t} ( a(i−1,i) − b(i) ), b(i) the untrained network's accuracy", "Lopez-Paz and Ranzato 2017",
         forwardTransfer},
        {"learning_accuracy", "Learning accuracy", Unit::Share, Better::Higher, "(1/t) Σ_{i≤t} a(i,i)", "Riemer et al. 2019",
         learningAccuracy},
        {"lowest_accuracy", "Lowest accuracy since learned", Unit::Share, Better::Higher,
         "(1/(t−1)) Σ_{i<t} min_{i<k≤t} m(k,i), m(k,i) the lowest accuracy on task i probed while task k was learned",
         "De Lange et al. 2023 (min-ACC)", lowestAccuracy},
        {"worst_case_accuracy", "Worst-case accuracy", Unit::Share, Better::Higher,
         "(1/t) a(t,t) + (1 − 1/t) lowest accuracy since learned", "De Lange et al. 2023 (WC-ACC)", worstCaseAccuracy},
    };
    return rows;
}

}  // namespace isthmus::engine
