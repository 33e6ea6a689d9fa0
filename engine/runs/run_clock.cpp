#include "engine/runs/run_clock.h"

#include "engine/machine.h"

#include <algorithm>
#include <utility>

namespace isthmus::engine {

RunClock::Activity RunClock::enter(Activity activity)
{
    add(time_);
    since_ = std::chrono::steady_clock::now();
    return std::exchange(activity_, activity);
}

RunTime RunClock::time() const
{
    RunTime time = time_;
    add(time);
    time.peakMegabytes = std::max(time.peakMegabytes, peakMegabytes());
    return time;
}

void RunClock::add(RunTime& time) const
{
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - since_).count();
    if (activity_ == Activity::Training)
        time.trainingSeconds += seconds;
    else if (activity_ == Activity::Measuring)
        time.evaluationSeconds += seconds;
}

}  // namespace isthmus::engine
