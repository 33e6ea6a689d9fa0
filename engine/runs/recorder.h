#pragma once
#include "engine/results/run_snapshot.h"
#include "engine/runs/arriving.h"
#include "engine/runs/events.h"
#include "engine/runs/progress_meter.h"
#include "engine/tensor.h"

#include <chrono>
#include <functional>
#include <optional>

namespace isthmus::engine {

/// Keeps a run's history: in events.jsonl, and in the snapshots that a viewer sees (30 a second at most).
class Recorder {
public:
    Recorder(EventLog& log, RunHistory history, RunSnapshot header, std::function<void(RunSnapshotPtr)> publish);

    void record(const Json& event);
    void setTime(const RunTime& time)
    {
        history_.results.time = time;
        changed_ = true;
    }
    const RunHistory& history() const { return history_; }

    /// The loss of the optimiser step just done; the mean of every `window` of them is one event. On another device than the
    /// processor it is recorded a window later, when the numbers are there without waiting for them.
    void stepLoss(std::int64_t step, const at::Tensor& loss, std::int64_t window);
    /// Records what is pending as a shorter window, as at a phase's end.
    void closeWindow(std::int64_t step);
    /// Reads all losses up to this step, as before a checkpoint: records the window that is full, if its numbers were still on
    /// their way, and looks at the pending ones. Throws NonFinite at the first that is not a finite number.
    void settle(std::int64_t step);
    at::Tensor pending() const;  ///< [k] or undefined
    void restorePending(const at::Tensor& losses);

    RunSnapshot& header() { return header_; }  ///< state, progress and message of the next snapshot
    void publish(bool now = false);            ///< unless one went out within the last 33 ms
    void checkpointWritten() { checkpointAt_ = std::chrono::steady_clock::now(); }
    double secondsSinceCheckpoint() const;  ///< negative before the first
    ProgressMeter& meter() { return meter_; }

    /// Thrown where losses are read; `step` is the optimiser step whose loss was not finite.
    struct NonFinite {
        std::int64_t step;
    };

private:
    /// A full window: the losses of the steps up to `step`.
    struct Window {
        std::int64_t step;
        Arriving losses;
    };
    void fillWindow(std::int64_t step);
    void recordWindow();
    static void check(const at::Tensor& losses, std::int64_t step);

    EventLog& log_;
    RunHistory history_;
    RunSnapshot header_;
    std::function<void(RunSnapshotPtr)> publish_;
    std::vector<at::Tensor> pending_;
    std::optional<Window> window_;  ///< full, but not recorded yet
    ProgressMeter meter_;
    bool changed_ = true;  ///< history_ has grown since the last snapshot
    std::chrono::steady_clock::time_point publishedAt_{};
    std::chrono::steady_clock::time_point checkpointAt_{};
};

}  // namespace isthmus::engine
