#include "engine/runs/run_loop.h"

#include "engine/landscapes/weights_snapshot.h"
#include "engine/results/measures.h"
#include "engine/runs/damage.h"
#include "engine/runs/network_file.h"
#include "engine/runs/provenance.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace isthmus::engine {

namespace {

constexpr std::int64_t liveExamples = 200;  // test images per task for the live line

RunSnapshot headerOf(const RunLoop::Setting& setting)
{
    RunSnapshot header;
    header.runId = setting.runId;
    header.name = setting.experiment.name();
    header.folder = setting.folder.path().string();
    header.state = RunState::Preparing;
    return header;
}

TrainCounts trainCounts(const TaskSource& tasks)
{
    TrainCounts counts;
    for (int task = 1; task <= tasks.tasks(); ++task)
        counts.push_back(tasks.trainCount(task));
    return counts;
}

std::int64_t classesOfAllTasks(const TaskSource& tasks)
{
    std::int64_t classes = 0;
    for (int task = 1; task <= tasks.tasks(); ++task)
        classes += tasks.classCount(task);
    return classes;
}

std::string percent(const Measured& measured)
{
    if (!measured.value)
        return "undefined";
    return fmt::format("{:.1f} %", 100.0 * *measured.value);
}

}  // namespace

RunLoop::RunLoop(Setting setting, RunParts& parts, const std::optional<ResumePoint>& resume)
    : setting_(std::move(setting)),
      parts_(parts),
      method_(makeMethod({.options = setting_.experiment.section("method"),
                          .network = parts.network,
                          .seeds = setting_.experiment.seeds(),
                          .device = parts.device,
                          .memory = memory_,
                          .taskClasses = classesOfAllTasks(*parts.tasks)})),
      clock_(recordedTime(setting_.provenance)),
      events_(setting_.folder.events(), resume ? resume->eventBytes : 0),
      recorder_(events_, readEvents(setting_.folder.events(), parts.tasks->tasks()).history, headerOf(setting_),
                setting_.listener.onSnapshot),
      trainCounts_(trainCounts(*parts.tasks))
{
    takeSettings();
    if (!resume) {
        countSteps();
        previous_ = method_->weights().clone();
        writeNetwork(setting_.folder.weights("init"), previous_, parts_.model().layout());
        checkpoint(false);
        return;
    }
    readingFrom(setting_.folder.resume(), [&] { restore(*resume); });
    countSteps();
    checkpoint(false);
    if (position_.task > 1 && position_.phase == 0 && !position_.begun)
        keepTaskEnd();  // it may have been killed before it could
}

void RunLoop::run(std::stop_token stop)
{
    try {
        try {
            recorder_.header().state = RunState::Running;
            measureUntrained(stop);
            while (position_.task <= tasks())
                runTask(stop);
            finishRun(stop);
        } catch (const Error& error) {
            clock_.enter(RunClock::Activity::Other);
            if (error.kind() == Error::Kind::Interrupted)
                checkpoint(true);
            throw;
        }
    } catch (const Recorder::NonFinite& found) {
        diverge(found.step);
    }
}

void RunLoop::runTask(std::stop_token stop)
{
    train_ = parts_.tasks->train(position_.task, stop, std::move(train_));
    order_.emplace(parts_.tasks->trainCount(position_.task), settings_.batchSize, setting_.experiment.seeds().order,
                   position_.task, parts_.device);
    phases_ = method_->phases(position_.task, trainCounts_, settings_);
    planProbes();
    while (position_.phase < static_cast<int>(phases_.size()))
        runPhase(phases_[static_cast<std::size_t>(position_.phase)], stop);
    endTask(stop);
}

void RunLoop::conclude(RunState state, const std::string& message)
{
    recorder_.header().state = state;
    recorder_.header().message = message;
    if (state == RunState::Failed)
        recordFailure(message);
    recorder_.publish(true);
}

void RunLoop::runPhase(const Phase& phase, std::stop_token stop)
{
    if (!position_.begun) {
        if (phase.trains)
            recorder_.record(events::phase(position_.task, phase.name, position_.step, phase.steps));
        method_->beginPhase(phase.name, context());
        position_.begun = true;
    }
    clock_.enter(RunClock::Activity::Training);
    while (position_.phaseStep < phase.steps) {
        if (betweenStretches(phase)) {
            obey(stop);
            while (takeDueProbe(stop))
                obey(stop);
        }
        takeSteps(phase);
    }
    while (takeDueProbe(stop))
        obey(stop);
    recorder_.closeWindow(position_.step);
    clock_.enter(RunClock::Activity::Other);
    const auto rest = phases_.begin() + position_.phase + 1;
    if (std::any_of(rest, phases_.end(), [](const Phase& later) { return later.trains; })) {
        const std::string anchor = RunFolder::taskAnchor(position_.task) + "-" + (phase.name == "learn" ? "learned" : phase.name);
        writeNetwork(setting_.folder.weights(anchor), method_->weights(), parts_.model().layout());
    }
    ++position_.phase;
    position_.begun = false;
    position_.phaseStep = 0;
}

/// A run cannot stand still within steps that are computed together, and a probe may be stopped: so networks that are to be
/// probed there are kept until the steps are done.
void RunLoop::takeSteps(const Phase& phase)
{
    const std::int64_t count = stepsUntilProbe(phase);
    for (std::int64_t k = 0; k < count; ++k)
        method_->beforeStep(phase.name, position_.phaseStep + k, context());
    for (const at::Tensor& loss : method_->steps(phase.name, position_.phaseStep, count, context())) {
        ++position_.phaseStep;
        position_.operations += method_->stepOperations(phase.name, settings_);
        if (phase.trains) {
            ++position_.step;
            recorder_.stepLoss(position_.step, loss, execution().at("log_every").get<std::int64_t>());
        }
    }
    if (phase.trains && isProbed(0)) {
        dueProbes_.push_back({position_.step, {}});
        for (const at::Tensor& member : method_->members())
            dueProbes_.back().members.push_back(member.clone());
    }
    showProgress(phase.name, position_.phaseStep, phase.steps);
}

bool RunLoop::betweenStretches(const Phase& phase) const
{
    return position_.phaseStep % method_->stepsTogether(phase.name, settings_) == 0;
}

/// Not more than are computed together, from where the run stands on.
std::int64_t RunLoop::stepsUntilProbe(const Phase& phase) const
{
    const std::int64_t together = method_->stepsTogether(phase.name, settings_);
    const std::int64_t most = std::min(together - position_.phaseStep % together, phase.steps - position_.phaseStep);
    std::int64_t count = 1;
    while (count < most && !(phase.trains && isProbed(count)))
        ++count;
    return count;
}

void RunLoop::endTask(std::stop_token stop)
{
    if (!allFinite())
        diverge(position_.step);
    const int task = position_.task;
    const TaskMeasurement measured = measureTask(stop);
    // From here to the checkpoint nothing asks whether to stop: the position moves as a whole.
    method_->endTask(context());
    saveTask();
    recordTask(measured);
    previous_ = method_->weights().clone();
    position_ = {.task = task + 1, .step = position_.step, .operations = position_.operations};
    checkpoint(false);
    keepTaskEnd();
    const AccuracyMatrix& accuracy = recorder_.history().results.accuracy;
    setting_.log->info("task {} of {} done: average accuracy {}, forgetting {}", task, tasks(),
                       percent(averageAccuracy(accuracy, task)), percent(forgetting(accuracy, task)));
    if (task < tasks())
        setting_.control.taskEnded();
    showProgress({}, 0, 0);
    recorder_.publish(true);
}

void RunLoop::obey(std::stop_token stop)
{
    const auto handle = [&](const Control::Requests& requests) {
        if (stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        for (const auto& [path, value] : requests.changes)
            change(path, value);
        if (requests.weights)
            offerWeights();
    };
    Control::Requests requests = setting_.control.take();
    handle(requests);
    if (requests.pause) {
        clock_.enter(RunClock::Activity::Other);
        recorder_.header().state = RunState::Paused;
        checkpoint(false);
        setting_.log->info("paused at step {}", position_.step);
        while (requests.pause) {
            recorder_.publish(true);
            setting_.control.waitWhilePaused(stop);
            requests = setting_.control.take();
            handle(requests);
        }
        recorder_.header().state = RunState::Running;
        recorder_.meter().reset();
        setting_.log->info("resumed at step {}", position_.step);
        clock_.enter(RunClock::Activity::Training);
    }
    if (recorder_.secondsSinceCheckpoint() >= execution().at("checkpoint_seconds").get<double>())
        checkpoint(false);
}

void RunLoop::change(const std::string& path, const Json& value)
{
    try {
        setting_.experiment.change(path, value);
        takeSettings();
        method_->changeOptions(setting_.experiment.section("method"));
        recorder_.record(events::option(position_.step, path, value));
        setting_.log->info("{} is {} from step {}", path, displayText(value), position_.step + 1);
        checkpoint(false);
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::BadInput)
            throw;
        setting_.log->warn("not changed: {}", error.what());
    }
}

void RunLoop::offerWeights()
{
    if (!setting_.listener.onWeights)
        return;
    auto snapshot = std::make_shared<WeightsSnapshot>();
    snapshot->runId = setting_.runId;
    snapshot->step = position_.step;
    snapshot->fromName = position_.task == 1 ? "init" : RunFolder::taskAnchor(position_.task - 1);
    snapshot->from = previous_;  // never written to again
    snapshot->to = method_->weights().clone();
    if (const auto parts = method_->parts(); parts.size() >= fewestVertices && parts.size() <= mostVertices)
        for (const NamedNetwork& part : parts)
            snapshot->vertices.push_back({part.name, part.weights.clone()});
    snapshot->network = parts_.network;
    for (int task = 1; task <= position_.task; ++task)
        snapshot->tests.push_back(parts_.test(task, liveExamples));
    setting_.listener.onWeights(std::move(snapshot));
}

void RunLoop::takeSettings()
{
    const Json& training = setting_.experiment.section("training");
    const Json& model = setting_.experiment.section("model");
    settings_ = {.epochs = training.at("epochs").get<std::int64_t>(),
                 .batchSize = training.at("batch_size").get<std::int64_t>(),
                 .learningRate = training.at("learning_rate").get<double>(),
                 .decay = training.at("learning_rate_decay").get<double>(),
                 .momentum = training.at("momentum").get<double>(),
                 .dropout = model.at("dropout").get<double>()};
}

/// Seen from where the run is: the tasks before may have had other epochs, for those of a branch can differ.
void RunLoop::countSteps()
{
    totalSteps_ = position_.step;
    for (int task = position_.task; task <= tasks(); ++task) {
        const bool current = task == position_.task;
        const std::vector<Phase> phases = method_->phases(task, trainCounts_, settings_);
        const auto first = static_cast<std::size_t>(current ? position_.phase : 0);
        for (std::size_t i = first; i < phases.size(); ++i)
            if (phases[i].trains)
                totalSteps_ += phases[i].steps - (current && i == first ? position_.phaseStep : 0);
    }
}

TaskContext RunLoop::context()
{
    return {position_.task, train_, *order_, settings_, setting_.experiment.seeds(), parts_.tasks.get()};
}

void RunLoop::showProgress(const std::string& phase, std::int64_t step, std::int64_t steps)
{
    recorder_.meter().mark(position_.step);
    RunProgress& progress = recorder_.header().progress;
    progress.task = std::min(position_.task, tasks());
    progress.tasks = tasks();
    progress.phase = phase;
    progress.phaseStep = step;
    progress.phaseSteps = steps;
    progress.step = position_.step;
    progress.steps = totalSteps_;
    recorder_.publish();
}

}  // namespace isthmus::engine
