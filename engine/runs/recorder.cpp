#include "engine/runs/recorder.h"

#include <cmath>

namespace isthmus::engine {

Recorder::Recorder(EventLog& log, RunHistory history, RunSnapshot header, std::function<void(RunSnapshotPtr)> publish)
    : log_(log), history_(std::move(history)), header_(std::move(header)), publish_(std::move(publish))
{
}

void Recorder::record(const Json& event)
{
    log_.append(event);
    events::apply(event, history_);
    changed_ = true;
}

void Recorder::stepLoss(std::int64_t step, const at::Tensor& loss, std::int64_t window)
{
    pending_.push_back(loss);
    if (static_cast<std::int64_t>(pending_.size()) >= window)
        closeWindow(step);
}

void Recorder::closeWindow(std::int64_t step)
{
    if (pending_.empty())
        return;
    checkPending(step);
    record(events::loss(step, pending().to(at::kDouble).mean().item<double>()));
    pending_.clear();
}

void Recorder::checkPending(std::int64_t step) const
{
    if (pending_.empty())
        return;
    const at::Tensor losses = pending().cpu().to(at::kDouble);
    const double* loss = losses.data_ptr<double>();
    const auto count = static_cast<std::int64_t>(pending_.size());
    for (std::int64_t i = 0; i < count; ++i)
        if (!std::isfinite(loss[i]))
            throw NonFinite{step - count + 1 + i};
}

at::Tensor Recorder::pending() const { return pending_.empty() ? at::Tensor() : at::stack(pending_); }

void Recorder::restorePending(const at::Tensor& losses)
{
    pending_.clear();
    for (std::int64_t i = 0; losses.defined() && i < losses.size(0); ++i)
        pending_.push_back(losses[i]);
}

void Recorder::publish(bool now)
{
    const auto time = std::chrono::steady_clock::now();
    if (!now && time - publishedAt_ < std::chrono::milliseconds(33))
        return;
    publishedAt_ = time;
    if (changed_) {
        header_.trace = std::make_shared<const TrainingTrace>(history_.trace);
        header_.results = std::make_shared<const RunResults>(history_.results);
        changed_ = false;
    }
    header_.secondsSinceCheckpoint = secondsSinceCheckpoint();
    RunProgress& progress = header_.progress;
    progress.stepsPerSecond = meter_.stepsPerSecond();
    progress.secondsLeft =
        progress.stepsPerSecond > 0.0 ? static_cast<double>(progress.steps - progress.step) / progress.stepsPerSecond : -1.0;
    if (publish_)
        publish_(std::make_shared<const RunSnapshot>(header_));
}

double Recorder::secondsSinceCheckpoint() const
{
    if (checkpointAt_ == std::chrono::steady_clock::time_point{})
        return -1.0;
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - checkpointAt_).count();
}

}  // namespace isthmus::engine
