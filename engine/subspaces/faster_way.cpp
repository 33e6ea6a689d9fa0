#include "engine/subspaces/faster_way.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

using Duration = FasterWay::Time::duration;

/// Of each second turn, from the first one given on.
Duration median(const std::array<Duration, FasterWay::turns>& took, std::size_t first)
{
    std::array<Duration, FasterWay::turns / 2> own;
    for (std::size_t k = 0; k < own.size(); ++k)
        own[k] = took[first + 2 * k];
    std::ranges::nth_element(own, own.begin() + own.size() / 2);
    return own[own.size() / 2];
}

}  // namespace

bool FasterWay::second(Time now)
{
    if (turn_ < turns && step_ == stepsToSettle)
        began_ = now;
    if (step_ == (turn_ < turns ? stepsOfTurn : stepsOfChoice)) {
        if (turn_ < turns)
            took_[static_cast<std::size_t>(turn_)] = now - began_;
        turn_ = turn_ < turns ? turn_ + 1 : 0;
        step_ = 0;
        second_ = turn_ < turns ? turn_ % 2 == 1 : median(took_, 1) < worthwhile * median(took_, 0);
    }
    ++step_;
    return second_;
}

}  // namespace isthmus::engine
