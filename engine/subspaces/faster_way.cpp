#include "engine/subspaces/faster_way.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

template <typename Durations>
auto median(Durations durations)
{
    const auto middle = durations.begin() + std::ssize(durations) / 2;
    std::nth_element(durations.begin(), middle, durations.end());
    return *middle;
}

}  // namespace

bool FasterWay::second(Time now)
{
    if (step_ == stepsToSettle)
        began_ = now;
    if (step_ == stepsOfTurn) {
        second_ = next(now - began_);
        step_ = 0;
    }
    ++step_;
    return second_;
}

/// The way of the next turn, after one that took so long.
bool FasterWay::next(Time::duration took)
{
    Turns& own = took_[second_ ? 1 : 0];
    std::rotate(own.begin(), own.begin() + 1, own.end());
    own.back() = took;
    ++turns_;
    if (turns_ < 2 * turnsThatCount)
        return turns_ % 2 == 1;
    const bool faster = median(took_[1]) < worthwhile * median(took_[0]);
    return turns_ % turnsToTrial == 0 ? !faster : faster;
}

}  // namespace isthmus::engine
