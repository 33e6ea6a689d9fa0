#pragma once
#include <array>
#include <chrono>

namespace isthmus::engine {

/// Chooses between two ways to do the same step, either of which may be the faster one for seconds at a time: a second thread
/// gains where its processor is free and has units of its own, and costs where it shares them, and no counter tells which. Steps
/// go in short turns that are timed; the way whose last turns were faster has the next one, and the other is tried now and then.
class FasterWay {
public:
    using Time = std::chrono::steady_clock::time_point;

    static constexpr int stepsOfTurn = 10;
    static constexpr int stepsToSettle = 2;     ///< of these, at the beginning, not timed: caches fill, a thread wakes
    static constexpr int turnsThatCount = 3;    ///< of each way, the last ones: their median
    static constexpr int turnsToTrial = 40;     ///< from one trial of the other way to the next
    static constexpr double worthwhile = 0.95;  ///< of the first way's time; a second way that takes more is not chosen

    /// Whether the step that begins now is done in the second way. To be asked once for each step.
    bool second(Time now);

private:
    using Turns = std::array<Time::duration, turnsThatCount>;

    bool next(Time::duration took);

    std::array<Turns, 2> took_{};  ///< by each way in its last turns, the latest at the end
    int turns_ = 0;                ///< that are over
    int step_ = 0;                 ///< of the turn
    Time began_;
    bool second_ = false;
};

}  // namespace isthmus::engine
