// What a run costs, as multiples of plain SGD doing the same tasks with the same batches.
#include "engine/results/measure_rows.h"

namespace isthmus::engine {

namespace {

Measured ratio(const RunResults& results, int t, double RunCost::*cost, double RunCost::*sgd)
{
    if (t < 1)
        return notMeasured(t);
    const auto at = static_cast<std::size_t>(t - 1);
    if (at >= results.cost.size() || !results.cost[at])
        return notMeasured(t);
    const RunCost& spent = *results.cost[at];
    return {spent.*cost / spent.*sgd, {}};
}

Measured seconds(const RunResults& results, double RunTime::*part)
{
    if (!results.time)
        return {std::nullopt, "the run's time was not recorded"};
    return {*results.time.*part, {}};
}

}  // namespace

std::span<const Measure> costMeasures()
{
    static constexpr Measure rows[] = {
        {"training_operations_vs_sgd", "Training operations", Unit::Times, Better::Lower,
         "floating-point operations of all optimiser steps / those of plain SGD", "counted from the architecture",
         [](const RunResults& r, int t) { return ratio(r, t, &RunCost::trainingOperations, &RunCost::sgdTrainingOperations); }},
        {"prediction_operations_vs_sgd", "Prediction operations", Unit::Times, Better::Lower,
         "floating-point operations of one image's prediction / those of one network", "counted from the architecture",
         [](const RunResults& r, int t) {
             return ratio(r, t, &RunCost::predictionOperations, &RunCost::sgdPredictionOperations);
         }},
        {"stored_floats_vs_sgd", "Stored floats", Unit::Times, Better::Lower,
         "numbers kept between tasks, weights and memory / the weights of one network", "counted from the state",
         [](const RunResults& r, int t) { return ratio(r, t, &RunCost::storedFloats, &RunCost::sgdStoredFloats); }},
        {"training_seconds", "Training time", Unit::Seconds, Better::Lower, "seconds spent in optimiser steps, whole run",
         "this machine's clock", [](const RunResults& r, int) { return seconds(r, &RunTime::trainingSeconds); }},
        {"evaluation_seconds", "Measuring time", Unit::Seconds, Better::Lower, "seconds spent in measuring, whole run",
         "this machine's clock", [](const RunResults& r, int) { return seconds(r, &RunTime::evaluationSeconds); }},
    };
    return rows;
}

}  // namespace isthmus::engine
