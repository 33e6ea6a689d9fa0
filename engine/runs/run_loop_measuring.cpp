// What a run loop measures, and when. The order of the work is in run_loop.cpp.
#include "engine/landscapes/barriers.h"
#include "engine/runs/network_file.h"
#include "engine/runs/probe_schedule.h"
#include "engine/runs/run_loop.h"

#include <algorithm>
#include <cmath>

namespace isthmus::engine {

namespace {

constexpr std::int64_t diversityExamples = 500;  // test images of each task that networks are compared on
constexpr double probeShare = 0.1;               // of a task's operations, for probes at automatic intervals
constexpr std::int64_t mostProbes = 40;          // in one task: more would not show more
constexpr int barrierPoints = 11;                // on each line between two task solutions

}  // namespace

void RunLoop::measureUntrained(std::stop_token stop)
{
    const bool begins = position_.task == 1 && position_.phase == 0 && position_.phaseStep == 0 && !position_.begun;
    if (!begins || execution().at("tasks_ahead") == "none")
        return;
    const Meanwhile measuring(clock_, RunClock::Activity::Measuring);
    const Evaluator prediction(*parts_.network, method_->members());
    std::vector<double> accuracy;
    for (int task = 1; task <= tasks(); ++task) {
        showProgress("evaluate", task - 1, tasks());
        accuracy.push_back(prediction.score(parts_.test(task, stop), stop).accuracy);
    }
    recorder_.record(events::untrained(accuracy));
    checkpoint(false);
}

int RunLoop::lastMeasured() const
{
    const Json& ahead = execution().at("tasks_ahead");
    return ahead == "all" ? tasks() : std::min(tasks(), position_.task + (ahead == "next" ? 1 : 0));
}

RunLoop::TaskMeasurement RunLoop::measureTask(std::stop_token stop)
{
    const Meanwhile measuring(clock_, RunClock::Activity::Measuring);
    const Evaluator prediction(*parts_.network, method_->members());
    TaskMeasurement measured;
    for (int task = 1; task <= lastMeasured(); ++task) {
        showProgress("evaluate", task - 1, lastMeasured());
        measured.scores.push_back(prediction.score(parts_.test(task, stop), stop));
    }
    std::vector<at::Tensor> networks;
    for (const NamedNetwork& part : method_->parts())
        networks.push_back(part.weights);
    if (networks.size() > 1) {
        measured.cosine = meanCosine(networks);
        const Evaluator each(*parts_.network, networks);
        for (int task = 1; task <= position_.task; ++task)
            measured.apart.push_back(each.compare(parts_.test(task, diversityExamples, stop), stop));
    }
    return measured;
}

void RunLoop::recordTask(const TaskMeasurement& measured)
{
    for (std::size_t i = 0; i < measured.scores.size(); ++i) {
        const int task = static_cast<int>(i) + 1;
        const Score& score = measured.scores[i];
        recorder_.record(events::accuracy({.step = position_.step,
                                           .afterTask = position_.task,
                                           .task = task,
                                           .accuracy = score.accuracy,
                                           .loss = score.loss,
                                           .calibrationError = score.calibrationError,
                                           .brier = score.brier,
                                           .examples = parts_.tasks->testCount(task)}));
    }
    if (!measured.apart.empty()) {
        std::vector<double> disagreement;
        std::vector<double> divergence;
        for (const Diversity& apart : measured.apart) {
            disagreement.push_back(apart.disagreement);
            divergence.push_back(apart.divergence);
        }
        recorder_.record(
            events::diversity(position_.step, position_.task, measured.cosine, disagreement, divergence, diversityExamples));
    }
    recorder_.record(events::cost(position_.task, cost()));
}

void RunLoop::planProbes()
{
    probeSteps_.clear();
    const auto examples = execution().at("probe_examples").get<std::int64_t>();
    if (examples == 0 || execution().at("probe_every").get<std::int64_t>() != 0)
        return;
    double images = 0.0;
    for (int task = 1; task <= position_.task; ++task)
        images += static_cast<double>(std::min(examples, parts_.tasks->testCount(task)) * std::ssize(method_->members()));
    std::int64_t steps = 0;
    for (const Phase& phase : phases_)
        steps += phase.trains ? phase.steps : 0;
    // What the steps cost at least, whatever the method: a number that a resumed run finds again.
    const double budget = probeShare * static_cast<double>(steps) * sgdStepOperations();
    const double affordable = budget / (images * parts_.model().forwardOperations());
    probeSteps_ = probeSchedule(steps, std::min(mostProbes, static_cast<std::int64_t>(affordable)));
}

bool RunLoop::isProbed(std::int64_t stepsAhead) const
{
    if (execution().at("probe_examples").get<std::int64_t>() == 0)
        return false;
    if (const auto every = execution().at("probe_every").get<std::int64_t>(); every > 0)
        return (position_.step + stepsAhead) % every == 0;
    std::int64_t step = position_.phaseStep + stepsAhead;
    for (int before = 0; before < position_.phase; ++before)
        if (const Phase& phase = phases_[static_cast<std::size_t>(before)]; phase.trains)
            step += phase.steps;
    return std::binary_search(probeSteps_.begin(), probeSteps_.end(), step);
}

/// The next of the probes that are due, if there is one; whether another one is.
bool RunLoop::takeDueProbe(std::stop_token stop)
{
    if (dueProbes_.empty())
        return false;
    probe(dueProbes_.front(), stop);
    dueProbes_.erase(dueProbes_.begin());
    return !dueProbes_.empty();
}

void RunLoop::probe(const DueProbe& due, std::stop_token stop)
{
    const Meanwhile measuring(clock_, RunClock::Activity::Measuring);
    const auto examples = execution().at("probe_examples").get<std::int64_t>();
    const Evaluator prediction(*parts_.network, due.members);
    std::vector<double> accuracy;
    for (int task = 1; task <= position_.task; ++task)
        accuracy.push_back(prediction.score(parts_.test(task, examples, stop), stop).accuracy);
    recorder_.record(events::probe(due.step, accuracy, examples));
}

std::vector<ChartNetwork> RunLoop::solutions() const
{
    std::vector<ChartNetwork> found;
    for (int task = 1; task <= tasks(); ++task) {
        const std::string anchor = RunFolder::taskAnchor(task);
        try {
            found.push_back({anchor, readNetwork(setting_.folder.weights(anchor), parts_.model().layout()).to(parts_.device)});
        } catch (const Error& error) {  // a file that is lost costs its own barriers, not the run's end
            setting_.log->warn("no barriers of {}: {}", anchor, error.what());
        }
    }
    return found;
}

std::optional<BarrierTable> RunLoop::solutionBarriers(std::stop_token stop)
{
    const auto samples = execution().at("barrier_samples").get<std::int64_t>();
    if (samples == 0 || tasks() < 2)
        return {};
    const Meanwhile measuring(clock_, RunClock::Activity::Measuring);
    const std::vector<ChartNetwork> networks = solutions();
    if (networks.size() < 2)
        return {};
    double images = 0.0;
    double evaluated = 0.0;  // at the ends of the tasks
    for (int task = 1; task <= tasks(); ++task) {
        const std::int64_t count = parts_.tasks->testCount(task);
        images += static_cast<double>(std::min(samples, count));
        evaluated += static_cast<double>(count * (tasks() - task + 1));
    }
    const double operations = barrierOperations(parts_.model(), networks.size(), images, barrierPoints);
    const double before = position_.operations + evaluated * cost().predictionOperations;
    if (operations > before) {
        setting_.log->info("no barriers: they would take {:.1f} times the operations of the run; isthmus barriers computes them",
                           operations / before);
        return {};
    }
    std::vector<TaskExamples> examples;
    for (int task = 1; task <= tasks(); ++task)
        examples.push_back({task, parts_.test(task, samples, stop)});
    const auto show = [this](double done) { showProgress("barriers", std::lround(1000.0 * done), 1000); };
    return barriers(*parts_.network, networks, examples, barrierPoints, show, stop);
}

double RunLoop::sgdStepOperations() const
{
    return 3.0 * static_cast<double>(settings_.batchSize) * parts_.plain.forwardOperations + 2.0 * parts_.plain.weights;
}

RunCost RunLoop::cost() const
{
    std::int64_t sgdSteps = 0;
    for (int task = 1; task <= std::min(position_.task, tasks()); ++task)
        sgdSteps += learnSteps(task, trainCounts_, settings_);
    return {.steps = position_.step,
            .trainingOperations = position_.operations,
            .predictionOperations = parts_.model().forwardOperations() * static_cast<double>(method_->members().size()),
            .storedFloats = method_->storedFloats() + method_->sharedFloats() + memory_.storedFloats(),
            .sgdTrainingOperations = static_cast<double>(sgdSteps) * sgdStepOperations(),
            .sgdPredictionOperations = parts_.plain.forwardOperations,
            .sgdStoredFloats = parts_.plain.weights};
}

}  // namespace isthmus::engine
