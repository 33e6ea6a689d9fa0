#include "engine/results/measures.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

/// True when every a(k,i) with i <= k <= t is there, so that any measure after task t exists.
bool complete(const AccuracyMatrix& matrix, int t) { return t >= 1 && t <= matrix.learned(); }

Measured missing(int t)
{
    if (t < 1)
        return {std::nullopt, "no task has been learned"};
    return {std::nullopt, "task " + std::to_string(t) + " has not been measured"};
}

/// Mean of `term(i)` over the tasks i = 1 … last.
template <typename Term>
Measured meanOver(int last, Term term)
{
    double sum = 0.0;
    for (int i = 1; i <= last; ++i)
        sum += term(i);
    return {sum / last, {}};
}

}  // namespace

Measured averageAccuracy(const AccuracyMatrix& matrix, int t)
{
    if (!complete(matrix, t))
        return missing(t);
    return meanOver(t, [&](int i) { return *matrix.at(t, i); });
}

Measured forgetting(const AccuracyMatrix& matrix, int t)
{
    if (!complete(matrix, t))
        return missing(t);
    if (t == 1)
        return {std::nullopt, "there is no earlier task to forget"};
    return meanOver(t - 1, [&](int i) {
        double best = *matrix.at(i, i);
        for (int k = i + 1; k < t; ++k)
            best = std::max(best, *matrix.at(k, i));
        return best - *matrix.at(t, i);
    });
}

Measured learningAccuracy(const AccuracyMatrix& matrix, int t)
{
    if (!complete(matrix, t))
        return missing(t);
    return meanOver(t, [&](int i) { return *matrix.at(i, i); });
}

Measured backwardTransfer(const AccuracyMatrix& matrix, int t)
{
    if (!complete(matrix, t))
        return missing(t);
    if (t == 1)
        return {std::nullopt, "there is no earlier task to transfer to"};
    return meanOver(t - 1, [&](int i) { return *matrix.at(t, i) - *matrix.at(i, i); });
}

std::span<const Measure> measureTable()
{
    static constexpr Measure rows[] = {
        {"average_accuracy", "Average accuracy", "(1/t) Σ_{i≤t} a(t,i)", "Lopez-Paz and Ranzato 2017", true, averageAccuracy},
        {"forgetting", "Forgetting", "(1/(t−1)) Σ_{i<t} ( max_{i≤k<t} a(k,i) − a(t,i) )", "Chaudhry et al. 2018", false,
         forgetting},
        {"learning_accuracy", "Learning accuracy", "(1/t) Σ_{i≤t} a(i,i)", "Riemer et al. 2019", true, learningAccuracy},
        {"backward_transfer", "Backward transfer", "(1/(t−1)) Σ_{i<t} ( a(t,i) − a(i,i) )", "Lopez-Paz and Ranzato 2017", true,
         backwardTransfer},
    };
    return rows;
}

}  // namespace isthmus::engine
