// What a run loop leaves in its folder, and how it takes it up again. The order of the work is in run_loop.cpp.
#include "engine/landscapes/landscape_files.h"
#include "engine/runs/boundaries.h"
#include "engine/runs/files.h"
#include "engine/runs/network_file.h"
#include "engine/runs/provenance.h"
#include "engine/runs/run_loop.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>

namespace isthmus::engine {

void RunLoop::restore(const ResumePoint& point)
{
    position_ = point.position;
    if (position_.task > tasks() + 1)
        throw badInput(setting_.folder.resume().string() + ": its position lies beyond the run's end");
    if (recorder_.history().results.accuracy.learned() < position_.task - 1)
        throw badInput(setting_.folder.events().string()
                       + ": lacks the measurements of tasks that the run has finished; put the whole file back, or start the run "
                         "again");
    if (events_.endWasLost())
        setting_.log->warn("{} was shorter than at its last checkpoint; some points of the loss curve are missing",
                           setting_.folder.events().string());
    try {
        memory_.restore(point.method, parts_.dataset.train.pixelsPerImage(), parts_.device);
        method_->restore(point.method);
    } catch (const Error& problem) {
        throw badInput(setting_.folder.resume().string() + ": " + problem.what());
    }
    if (position_.task <= tasks()) {
        const auto phases = method_->phases(position_.task, trainCounts_, settings_);
        const auto phase = static_cast<std::size_t>(position_.phase);
        if (phase > phases.size() || (phase < phases.size() && position_.phaseStep > phases[phase].steps))
            throw badInput(setting_.folder.resume().string() + ": its position lies beyond the task's end");
    }
    if (point.pendingLosses.defined() && !point.pendingLosses.isfinite().all().item<bool>())
        throw badInput(setting_.folder.resume().string() + ": holds losses that are not finite numbers");
    if (point.pendingLosses.defined())  // those of the steps to come are on the device, and one window takes both
        recorder_.restorePending(point.pendingLosses.to(parts_.device));
    const at::Tensor weights = method_->weights();
    const auto isNetwork = [&](const at::Tensor& member) {
        return member.sizes() == weights.sizes() && member.scalar_type() == weights.scalar_type()
               && member.isfinite().all().item<bool>();
    };
    for (const DueProbe& probe : point.dueProbes) {
        const bool inTime = probe.step >= 0 && probe.step <= position_.step;
        if (!inTime || !std::all_of(probe.members.begin(), probe.members.end(), isNetwork))
            throw badInput(setting_.folder.resume().string() + ": holds a probe that is not one of this run");
        dueProbes_.push_back({probe.step, probe.members.empty() ? method_->members() : std::vector<at::Tensor>()});
        for (const at::Tensor& member : probe.members)
            dueProbes_.back().members.push_back(member.to(parts_.device));
    }
    const std::string anchor = position_.task == 1 ? "init" : RunFolder::taskAnchor(position_.task - 1);
    previous_ = readNetwork(setting_.folder.weights(anchor), parts_.model().layout()).to(parts_.device);
}

void RunLoop::saveTask()
{
    const std::string anchor = RunFolder::taskAnchor(position_.task);
    const WeightLayout& layout = parts_.model().layout();
    writeNetwork(setting_.folder.weights(anchor), method_->weights(), layout);
    for (const NamedNetwork& part : method_->parts())
        writeNetwork(setting_.folder.weights(anchor + "-" + part.name), part.weights, layout);
}

void RunLoop::checkpoint(bool stopped)
{
    const bool paused = recorder_.header().state == RunState::Paused;
    const Halt halt = stopped ? Halt::Stopped : paused ? Halt::Paused : Halt::None;
    const Meanwhile saving(clock_, RunClock::Activity::Other);
    recorder_.settle(position_.step);
    if (!allFinite())
        throw Recorder::NonFinite{position_.step};
    events_.flush();
    NamedTensors state = method_->state();
    memory_.save(state);
    writeResumePoint(setting_.folder.resume(), {.position = position_,
                                                .eventBytes = events_.bytes(),
                                                .halt = halt,
                                                .experiment = setting_.experiment.values().dump(),
                                                .method = std::move(state),
                                                .pendingLosses = recorder_.pending(),
                                                .dueProbes = dueProbes_});
    saveTime();
    recorder_.checkpointWritten();
}

void RunLoop::keepTaskEnd()
{
    if (!execution().at("keep_boundaries").get<bool>())
        return;
    const Meanwhile saving(clock_, RunClock::Activity::Other);
    keepBoundary(setting_.folder, {.task = position_.task - 1, .eventBytes = events_.bytes()});
}

void RunLoop::saveTime()
{
    recorder_.setTime(clock_.time());
    recordTime(setting_.provenance, clock_.time());
    writeFile(setting_.folder.provenance(), provenanceText(setting_.provenance));
}

Json RunLoop::summary(const std::string& state, const std::string& message)
{
    return summaryJson(setting_.experiment, state, message, recorder_.history().results, cost());
}

void RunLoop::finishRun(std::stop_token stop)
{
    // First, because it can be stopped: a run that is done cannot.
    const std::optional<BarrierTable> barriers = solutionBarriers(stop);
    recorder_.record(events::done(position_.step));
    events_.flush();
    saveTime();
    Json content = summary("done", "");
    if (barriers)
        content["barriers"] = barrierJson(*barriers);
    writeFile(setting_.folder.summary(), content.dump(2) + "\n");
}

void RunLoop::diverge(std::int64_t step)
{
    const std::string phase =
        position_.phase < static_cast<int>(phases_.size()) ? phases_[static_cast<std::size_t>(position_.phase)].name : "evaluate";
    const std::string option = method_->rateOption(phase);
    const double rate = setting_.experiment.at(option).get<double>();
    const std::string text =
        fmt::format("diverged: the loss is not a finite number at step {} (task {}, {}); try a smaller {} than {}", step,
                    position_.task, phase, option, rate);
    recorder_.record(events::diverged(step, text));
    events_.flush();
    saveTime();
    writeFile(setting_.folder.summary(), summary("diverged", text).dump(2) + "\n");
    throw Error(Error::Kind::Diverged, text);
}

void RunLoop::recordFailure(const std::string& message)
{
    try {
        recorder_.record(events::failed(position_.step, message));
    } catch (const std::exception&) {
        // A full disk, most likely, which is what the message says: the log has it, and the run reads as lost.
    }
}

bool RunLoop::allFinite() const
{
    at::Tensor sum = method_->weights().sum();
    for (const NamedNetwork& part : method_->parts())
        sum = sum + part.weights.sum();
    return std::isfinite(sum.item<double>());
}

}  // namespace isthmus::engine
