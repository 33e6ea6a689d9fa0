// What a run loop leaves in its folder, and how it takes it up again. The order of the work is in run_loop.cpp.
#include "engine/runs/files.h"
#include "engine/runs/network_file.h"
#include "engine/runs/run_loop.h"

#include <spdlog/fmt/fmt.h>

#include <cmath>

namespace isthmus::engine {

void RunLoop::restore(const ResumePoint& point)
{
    const int tasks = parts_.tasks->tasks();
    position_ = point.position;
    if (position_.task > tasks + 1 || position_.step > totalSteps_)
        throw badInput(setting_.folder.resume().string() + ": its position lies beyond the run's end");
    if (recorder_.history().accuracy.learned() < position_.task - 1)
        throw badInput(setting_.folder.events().string()
                       + ": lacks the measurements of tasks that the run has finished; put the whole file back, or start the run "
                         "again");
    if (events_.endWasLost())
        setting_.log->warn("{} was shorter than at its last checkpoint; some points of the loss curve are missing",
                           setting_.folder.events().string());
    try {
        method_->restore(point.method);
    } catch (const Error& problem) {
        throw badInput(setting_.folder.resume().string() + ": " + problem.what());
    }
    if (position_.task <= tasks) {
        const auto phases = method_->phases(position_.task, trainCount_, settings_);
        const auto phase = static_cast<std::size_t>(position_.phase);
        if (phase > phases.size() || (phase < phases.size() && position_.phaseStep > phases[phase].steps))
            throw badInput(setting_.folder.resume().string() + ": its position lies beyond the task's end");
    }
    if (point.pendingLosses.defined() && !point.pendingLosses.isfinite().all().item<bool>())
        throw badInput(setting_.folder.resume().string() + ": holds losses that are not finite numbers");
    recorder_.restorePending(point.pendingLosses);
    const std::string anchor = position_.task == 1 ? "init" : RunFolder::taskAnchor(position_.task - 1);
    previous_ = readNetwork(setting_.folder.weights(anchor), parts_.model->layout()).to(parts_.device);
}

void RunLoop::saveTask()
{
    const std::string anchor = RunFolder::taskAnchor(position_.task);
    const WeightLayout& layout = parts_.model->layout();
    writeNetwork(setting_.folder.weights(anchor), method_->weights(), layout);
    const at::Tensor vertices = method_->vertices();
    for (std::int64_t i = 0; vertices.defined() && i < vertices.size(0); ++i)
        writeNetwork(setting_.folder.weights(anchor + "-vertex-" + std::to_string(i + 1)), vertices[i], layout);
}

void RunLoop::checkpoint(bool stopped)
{
    recorder_.checkPending(position_.step);
    if (!allFinite())
        throw Recorder::NonFinite{position_.step};
    events_.flush();
    writeResumePoint(setting_.folder.resume(), {.position = position_,
                                                .eventBytes = events_.bytes(),
                                                .stopped = stopped,
                                                .experiment = setting_.experiment.values().dump(),
                                                .method = method_->state(),
                                                .pendingLosses = recorder_.pending()});
    recorder_.checkpointWritten();
}

void RunLoop::finishRun()
{
    recorder_.record(events::done(position_.step));
    events_.flush();
    writeFile(setting_.folder.summary(),
              summaryJson(setting_.experiment, "done", "", recorder_.history().accuracy, cost()).dump(2) + "\n");
}

void RunLoop::diverge(std::int64_t step)
{
    const std::string phase =
        position_.phase < static_cast<int>(phases_.size()) ? phases_[static_cast<std::size_t>(position_.phase)].name : "evaluate";
    const std::string option = phase == "connect" ? "method.connect_learning_rate" : "training.learning_rate";
    const double rate = phase == "connect" ? setting_.experiment.section("method").at("connect_learning_rate").get<double>()
                                           : settings_.learningRate;
    const std::string text =
        fmt::format("diverged: the loss is not a finite number at step {} (task {}, {}); try a smaller {} than {}", step,
                    position_.task, phase, option, rate);
    recorder_.record(events::diverged(step, text));
    events_.flush();
    writeFile(setting_.folder.summary(),
              summaryJson(setting_.experiment, "diverged", text, recorder_.history().accuracy, cost()).dump(2) + "\n");
    throw Error(Error::Kind::Diverged, text);
}

RunCost RunLoop::cost() const
{
    const double images = static_cast<double>(settings_.batchSize);
    const double forward = parts_.model->forwardOperations();
    const auto weights = static_cast<double>(parts_.model->layout().size());
    const double sgdSteps = static_cast<double>(parts_.tasks->tasks() * learnSteps(trainCount_, settings_));
    return {.steps = position_.step,
            .trainingOperations = position_.operations,
            .predictionOperations = forward * static_cast<double>(method_->members().size()),
            .storedFloats = method_->storedFloats(),
            .sgdTrainingOperations = sgdSteps * (3.0 * images * forward + 2.0 * weights),
            .sgdPredictionOperations = forward,
            .sgdStoredFloats = weights};
}

bool RunLoop::allFinite() const { return std::isfinite(method_->weights().sum().item<double>()); }

}  // namespace isthmus::engine
