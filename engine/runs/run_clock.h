#pragma once
#include "engine/results/run_results.h"

#include <chrono>

namespace isthmus::engine {

/// Adds up how long a run trains and how long it measures. Whatever is neither (pauses, saving) is not counted.
class RunClock {
public:
    enum class Activity { Other, Training, Measuring };

    explicit RunClock(RunTime before = {}) : time_(before) {}

    /// From now on this is what goes on; returns what went on until now.
    Activity enter(Activity activity);
    RunTime time() const;  ///< up to now, with the process's peak memory

private:
    void add(RunTime& time) const;

    RunTime time_;
    Activity activity_ = Activity::Other;
    std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

/// While it lives this is what goes on; then what went on before.
class Meanwhile {
public:
    Meanwhile(RunClock& clock, RunClock::Activity activity) : clock_(clock), before_(clock.enter(activity)) {}
    ~Meanwhile() { clock_.enter(before_); }
    Meanwhile(const Meanwhile&) = delete;
    Meanwhile& operator=(const Meanwhile&) = delete;

private:
    RunClock& clock_;
    RunClock::Activity before_;
};

}  // namespace isthmus::engine
