#include "engine/results/run_snapshot.h"

#include <array>

namespace isthmus::engine {

const char* name(RunState state)
{
    static constexpr std::array names{"idle",    "preparing", "running",  "paused", "stopping",
                                      "stopped", "done",      "diverged", "failed", "lost"};
    return names[static_cast<std::size_t>(state)];
}

bool finished(RunState state)
{
    return state == RunState::Stopped || state == RunState::Done || state == RunState::Diverged || state == RunState::Failed
           || state == RunState::Lost;
}

bool canBeResumed(RunState state) { return state == RunState::Stopped || state == RunState::Failed || state == RunState::Lost; }

}  // namespace isthmus::engine
