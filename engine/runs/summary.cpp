#include "engine/runs/summary.h"

#include "engine/results/measures.h"

namespace isthmus::engine {

Json matrixJson(const TaskMatrix& accuracy)
{
    Json rows = Json::array();
    for (int t = 1; t <= accuracy.tasks(); ++t) {
        Json row = Json::array();
        for (int i = 1; i <= accuracy.tasks(); ++i) {
            const auto value = accuracy.at(t, i);
            row.push_back(value ? Json(*value) : Json());
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Json summaryJson(const Experiment& experiment, const std::string& state, const std::string& message, const RunResults& results,
                 const RunCost& cost)
{
    const AccuracyMatrix& accuracy = results.accuracy;
    Json summary = {{"state", state},
                    {"message", message},
                    {"name", experiment.name()},
                    {"seed", experiment.seed()},
                    {"benchmark", experiment.section("benchmark").at("kind")},
                    {"dataset", experiment.section("benchmark").at("dataset")},
                    {"model", experiment.section("model").at("kind")},
                    {"method", experiment.section("method").at("kind")},
                    {"tasks", accuracy.tasks()},
                    {"tasks_learned", accuracy.learned()},
                    {"accuracy", matrixJson(accuracy)}};
    Json undefined = Json::object();
    for (const Measure& measure : measureTable()) {
        if (!repeatable(measure))
            continue;
        const Measured measured = measure.compute(results, accuracy.learned());
        summary[measure.id] = measured.value ? Json(*measured.value) : Json();
        if (!measured.value)
            undefined[measure.id] = measured.undefinedBecause;
    }
    if (!undefined.empty())
        summary["undefined"] = undefined;
    const auto ratio = [](double value, double sgd) { return sgd > 0.0 ? Json(value / sgd) : Json(); };
    summary["cost"] = {{"steps", cost.steps},
                       {"training_operations", cost.trainingOperations},
                       {"training_operations_vs_sgd", ratio(cost.trainingOperations, cost.sgdTrainingOperations)},
                       {"prediction_operations", cost.predictionOperations},
                       {"prediction_operations_vs_sgd", ratio(cost.predictionOperations, cost.sgdPredictionOperations)},
                       {"stored_floats", cost.storedFloats},
                       {"stored_floats_vs_sgd", ratio(cost.storedFloats, cost.sgdStoredFloats)}};
    return summary;
}

}  // namespace isthmus::engine
