#pragma once
#include <chrono>
#include <cstdint>
#include <deque>

namespace isthmus::engine {

/// Steps per second over the last few seconds.
class ProgressMeter {
public:
    void reset() { marks_.clear(); }  ///< after a pause: waiting is not working
    void mark(std::int64_t step);
    double stepsPerSecond() const;  ///< 0 until there is something to tell

private:
    struct Mark {
        std::chrono::steady_clock::time_point time;
        std::int64_t step;
    };
    std::deque<Mark> marks_;
};

}  // namespace isthmus::engine
