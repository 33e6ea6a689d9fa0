#pragma once
#include "engine/results/landscape_grid.h"

#include <chrono>
#include <functional>

namespace isthmus::app {

/// How far an evaluation is.
struct LandscapeProgress {
    double done = 0.0;          ///< share of the points
    double secondsLeft = -1.0;  ///< negative: not known yet
    bool searching = false;     ///< the chart is still searched for: `done` is the share of that search
};

/// An evaluation's grid as it fills, shown now and then: each time, it is copied.
class FillingGrid {
public:
    using Clock = std::chrono::steady_clock;
    using Show = std::function<void(const engine::LandscapeGridPtr& grid, const LandscapeProgress& progress)>;

    explicit FillingGrid(Show show) : show_(std::move(show)) {}

    void begin(const engine::LandscapeGrid& blank);
    void add(const engine::GridTile& tile);
    void end(const engine::LandscapeGrid& whole) { show(whole); }
    /// For so long nothing was scored, and it says nothing of the time that is left.
    void pass(Clock::duration idle) { begin_ += idle; }

private:
    void addTasks(const engine::GridTile& tile);
    void show(const engine::LandscapeGrid& grid);

    Show show_;
    engine::LandscapeGrid grid_;
    Clock::time_point begin_;  ///< of what has to be scored
    Clock::time_point shown_;
    LandscapeProgress progress_;
    double kept_ = 0.0;  ///< share that was read from a file
};

}  // namespace isthmus::app
