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

bool isWorthwhile(FasterWay::Time::duration second, FasterWay::Time::duration first)
{
    return second < FasterWay::worthwhile * first;
}

}  // namespace

bool FasterWay::second(Time now, int steps)
{
    if (step_ >= stepsToSettle && settled_ == 0) {
        began_ = now;
        settled_ = step_;
    } else if (step_ >= stepsOfTurn) {
        second_ = next((now - began_) / (step_ - settled_));
        step_ = 0;
        settled_ = 0;
    }
    step_ += steps;
    return second_;
}

/// The way of the next turn, after one in which a step took so long.
bool FasterWay::next(Time::duration step)
{
    Turns& own = took_[second_ ? 1 : 0];
    std::rotate(own.begin(), own.begin() + 1, own.end());
    own.back() = step;
    turns_ = std::min(turns_ + 1, 2 * turnsThatCount);
    if (turns_ < 2 * turnsThatCount)
        return turns_ % 2 == 1;
    const Time::duration first = median(took_[0]);
    const Time::duration second = median(took_[1]);
    const bool better = isWorthwhile(second, first);
    --untilTrial_;
    if (better != better_) {
        better_ = better;
        pause_ = turnsToFirstTrial;
        untilTrial_ = pause_;
    } else if (second_ != better && isWorthwhile(second_ ? step : second, second_ ? first : step) != better) {
        return second_;  // a trial that looks well has another turn: two of three decide
    } else if (untilTrial_ <= 0) {
        pause_ = std::min(2 * pause_, turnsToTrial);
        untilTrial_ = pause_;
        return !better;
    }
    return better;
}

}  // namespace isthmus::engine
