#pragma once
#include <array>
#include <chrono>

namespace isthmus::engine {

/// Chooses between two ways to do the same step, either of which may be the faster one for seconds at a time: a second thread
/// gains where its processor is free and has units of its own, and costs where it shares them, and no counter tells which. Steps
/// go in short turns that are timed; the way whose last turns were faster has the next one, and the other is tried now and then:
/// soon after a change, which a bad moment may have brought about, and less and less often as long as it stays the slower one.
/// Steps that are taken together count as so many, so that a wrong choice lasts as few of them as of steps alone.
class FasterWay {
public:
    using Time = std::chrono::steady_clock::time_point;

    static constexpr int stepsOfTurn = 10;       ///< at least: a turn ends between two asks
    static constexpr int stepsToSettle = 2;      ///< of these, at the beginning, not timed: caches fill, a thread wakes
    static constexpr int turnsThatCount = 3;     ///< of each way, the last ones: their median
    static constexpr int turnsToFirstTrial = 5;  ///< of the other way, after a change; twice as many to the next, and so on
    static constexpr int turnsToTrial = 40;      ///< at most
    static constexpr double worthwhile = 0.95;   ///< of the first way's time; a second way that takes more is not chosen

    /// Whether the steps that begin now are done in the second way. To be asked once for each step, or once for all steps that
    /// are taken together.
    bool second(Time now, int steps);

private:
    using Turns = std::array<Time::duration, turnsThatCount>;

    bool next(Time::duration step);

    std::array<Turns, 2> took_{};         ///< by a step of each way in its last turns, the latest at the end
    int turns_ = 0;                       ///< that are over, as far as both ways take turns in the beginning
    int step_ = 0;                        ///< of the turn
    int settled_ = 0;                     ///< of its steps: those before `began_`
    Time began_;                          ///< what counts of the turn
    bool second_ = false;                 ///< the way of this turn
    bool better_ = false;                 ///< the way that the last turns speak for: whether it is the second
    int pause_ = turnsToFirstTrial;       ///< from the last trial, or change, to the next trial
    int untilTrial_ = turnsToFirstTrial;  ///< turns that are left of it
};

}  // namespace isthmus::engine
