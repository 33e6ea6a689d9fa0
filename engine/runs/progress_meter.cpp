#include "engine/runs/progress_meter.h"

namespace isthmus::engine {

namespace {

constexpr std::chrono::milliseconds spacing{250};
constexpr std::chrono::seconds window{5};

}  // namespace

void ProgressMeter::mark(std::int64_t step)
{
    const auto now = std::chrono::steady_clock::now();
    if (!marks_.empty() && now - marks_.back().time < spacing)
        return;
    marks_.push_back({now, step});
    while (now - marks_.front().time > window)
        marks_.pop_front();
}

double ProgressMeter::stepsPerSecond() const
{
    if (marks_.size() < 2)
        return 0.0;
    const std::chrono::duration<double> time = marks_.back().time - marks_.front().time;
    return static_cast<double>(marks_.back().step - marks_.front().step) / time.count();
}

}  // namespace isthmus::engine
