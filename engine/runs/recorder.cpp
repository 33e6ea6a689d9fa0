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
    if (std::ssize(pending_) >= window)
        fillWindow(step);
}

void Recorder::closeWindow(std::int64_t step)
{
    if (!pending_.empty())
        fillWindow(step);
    recordWindow();
}

void Recorder::fillWindow(std::int64_t step)
{
    recordWindow();
    const at::Tensor losses = pending();
    pending_.clear();
    window_.emplace(Window{step, Arriving(losses)});
    if (losses.is_cpu())
        recordWindow();
}

void Recorder::recordWindow()
{
    if (!window_)
        return;
    const Window window = std::move(*window_);
    window_.reset();
    check(window.losses.here(), window.step);
    record(events::loss(window.step, window.losses.here().to(at::kDouble).mean().item<double>()));
}

void Recorder::settle(std::int64_t step)
{
    recordWindow();
    if (!pending_.empty())
        check(pending().cpu(), step);
}

void Recorder::check(const at::Tensor& losses, std::int64_t step)
{
    const at::Tensor exact = losses.to(at::kDouble).contiguous();
    const double* loss = exact.data_ptr<double>();
    for (std::int64_t i = 0; i < exact.numel(); ++i)
        if (!std::isfinite(loss[i]))
            throw NonFinite{step - exact.numel() + 1 + i};
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
