#pragma once
#include <array>
#include <chrono>

namespace isthmus::engine {

/// Chooses between two ways to do the same step, either of which may be the faster one for seconds at a time: a second thread
/// gains where its processor is free and has units of its own, and costs where it shares them, and no counter tells which. So the
/// two take turns for some steps, the one that was faster has the next thousands, and then they are tried again.
class FasterWay {
public:
    using Time = std::chrono::steady_clock::time_point;

    static constexpr int turns = 6;          ///< of a trial; of each way, the median of its turns counts
    static constexpr int stepsToSettle = 4;  ///< at the beginning of a turn, not timed: caches fill, a thread wakes
    static constexpr int stepsOfTurn = 16;   ///< with these
    static constexpr int stepsOfChoice = 2000;
    static constexpr double worthwhile = 0.95;  ///< of the first way's time; a second way that takes more is not chosen

    /// Whether the step that begins now is done in the second way. To be asked once for each step.
    bool second(Time now);

private:
    std::array<Time::duration, turns> took_{};
    int turn_ = 0;  ///< of the trial; `turns` while the choice stands
    int step_ = 0;  ///< of the turn
    Time began_;
    bool second_ = false;
};

}  // namespace isthmus::engine
