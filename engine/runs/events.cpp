#include "engine/runs/events.h"

#include "engine/error.h"

#include <algorithm>

namespace isthmus::engine::events {

Json phase(int task, const std::string& phase, std::int64_t afterStep, std::int64_t steps)
{
    return {{"event", "phase"}, {"task", task}, {"phase", phase}, {"step", afterStep}, {"steps", steps}};
}

Json loss(std::int64_t step, double meanLoss) { return {{"event", "loss"}, {"step", step}, {"loss", meanLoss}}; }

Json probe(std::int64_t step, const std::vector<double>& accuracy, std::int64_t examples)
{
    return {{"event", "probe"}, {"step", step}, {"accuracy", accuracy}, {"examples", examples}};
}

Json untrained(const std::vector<double>& accuracy) { return {{"event", "untrained"}, {"step", 0}, {"accuracy", accuracy}}; }

Json accuracy(const AccuracyEvent& measured)
{
    return {{"event", "accuracy"},
            {"step", measured.step},
            {"after_task", measured.afterTask},
            {"task", measured.task},
            {"accuracy", measured.accuracy},
            {"loss", measured.loss},
            {"calibration_error", measured.calibrationError},
            {"brier_score", measured.brier},
            {"examples", measured.examples}};
}

Json diversity(std::int64_t step, int afterTask, double cosine, const std::vector<double>& disagreement,
               const std::vector<double>& divergence, std::int64_t examples)
{
    return {{"event", "diversity"},         {"step", step},
            {"after_task", afterTask},      {"weight_cosine", cosine},
            {"disagreement", disagreement}, {"divergence", divergence},
            {"examples", examples}};
}

Json cost(int afterTask, const RunCost& cost)
{
    return {{"event", "cost"},
            {"step", cost.steps},
            {"after_task", afterTask},
            {"training_operations", cost.trainingOperations},
            {"prediction_operations", cost.predictionOperations},
            {"stored_floats", cost.storedFloats},
            {"sgd_training_operations", cost.sgdTrainingOperations},
            {"sgd_prediction_operations", cost.sgdPredictionOperations},
            {"sgd_stored_floats", cost.sgdStoredFloats}};
}

Json option(std::int64_t step, const std::string& path, const Json& value)
{
    return {{"event", "option"}, {"step", step}, {"option", path}, {"value", value}};
}

Json done(std::int64_t step) { return {{"event", "done"}, {"step", step}}; }

Json diverged(std::int64_t step, const std::string& message)
{
    return {{"event", "diverged"}, {"step", step}, {"message", message}};
}

Json failed(std::int64_t step, const std::string& message) { return {{"event", "failed"}, {"step", step}, {"message", message}}; }

namespace {

/// A task's number; throws when the experiment has no such task.
int taskIn(const Json& event, const char* key, const RunHistory& history)
{
    const int task = event.at(key).get<int>();
    if (task < 1 || task > history.results.accuracy.tasks())
        throw badInput("names a task that the experiment does not have");
    return task;
}

void lower(AccuracyMatrix& lowest, int whileTask, int onTask, double accuracy)
{
    lowest.set(whileTask, onTask, std::min(accuracy, lowest.at(whileTask, onTask).value_or(accuracy)));
}

void applyProbe(const Json& event, RunHistory& history)
{
    const auto step = event.at("step").get<std::int64_t>();
    const auto accuracy = event.at("accuracy").get<std::vector<double>>();
    const int current = static_cast<int>(accuracy.size());
    if (current < 1 || current > history.results.accuracy.tasks())
        throw badInput("names a task that the experiment does not have");
    for (int task = 1; task <= current; ++task) {
        const double value = accuracy[static_cast<std::size_t>(task - 1)];
        history.trace.accuracy.push_back({step, task, value, false});
        lower(history.results.lowest, current, task, value);
    }
}

void applyAccuracy(const Json& event, RunHistory& history)
{
    RunResults& results = history.results;
    const int after = taskIn(event, "after_task", history);
    const int on = taskIn(event, "task", history);
    const auto value = event.at("accuracy").get<double>();
    results.accuracy.set(after, on, value);
    results.loss.set(after, on, event.at("loss").get<double>());
    if (event.contains("calibration_error")) {
        results.calibrationError.set(after, on, event.at("calibration_error").get<double>());
        results.brier.set(after, on, event.at("brier_score").get<double>());
    }
    if (on > after)
        return;  // a task ahead: no part of the curves of what has been learned
    lower(results.lowest, after, on, value);
    history.trace.accuracy.push_back({event.at("step").get<std::int64_t>(), on, value, true});
}

void applyUntrained(const Json& event, RunHistory& history)
{
    const auto accuracy = event.at("accuracy").get<std::vector<double>>();
    auto& untrained = history.results.untrained;
    for (std::size_t i = 0; i < std::min(accuracy.size(), untrained.size()); ++i)
        untrained[i] = accuracy[i];
}

void applyDiversity(const Json& event, RunHistory& history)
{
    const int after = taskIn(event, "after_task", history);
    history.results.cosine[static_cast<std::size_t>(after - 1)] = event.at("weight_cosine").get<double>();
    for (int task = 1; task <= after; ++task) {
        const auto i = static_cast<std::size_t>(task - 1);
        history.results.disagreement.set(after, task, event.at("disagreement").at(i).get<double>());
        history.results.divergence.set(after, task, event.at("divergence").at(i).get<double>());
    }
}

void applyCost(const Json& event, RunHistory& history)
{
    const int after = taskIn(event, "after_task", history);
    history.results.cost[static_cast<std::size_t>(after - 1)] =
        RunCost{.steps = event.at("step").get<std::int64_t>(),
                .trainingOperations = event.at("training_operations").get<double>(),
                .predictionOperations = event.at("prediction_operations").get<double>(),
                .storedFloats = event.at("stored_floats").get<double>(),
                .sgdTrainingOperations = event.at("sgd_training_operations").get<double>(),
                .sgdPredictionOperations = event.at("sgd_prediction_operations").get<double>(),
                .sgdStoredFloats = event.at("sgd_stored_floats").get<double>()};
}

}  // namespace

void apply(const Json& event, RunHistory& history)
{
    const auto kind = event.at("event").get<std::string>();
    const auto step = event.at("step").get<std::int64_t>();
    if (kind == "phase")
        history.trace.phases.push_back({step, event.at("task").get<int>(), event.at("phase").get<std::string>()});
    else if (kind == "loss")
        history.trace.loss.push_back({step, event.at("loss").get<double>()});
    else if (kind == "probe")
        applyProbe(event, history);
    else if (kind == "untrained")
        applyUntrained(event, history);
    else if (kind == "accuracy")
        applyAccuracy(event, history);
    else if (kind == "diversity")
        applyDiversity(event, history);
    else if (kind == "cost")
        applyCost(event, history);
}

}  // namespace isthmus::engine::events
