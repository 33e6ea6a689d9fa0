#pragma once
#include "engine/results/run_snapshot.h"

#include <string>

namespace isthmus::cli {

/// One line that is drawn over itself on a terminal: bar, task, phase, speed, time left. Silent elsewhere, where the log's
/// lines at each task's end tell the same.
class ProgressBar {
public:
    ProgressBar();
    ~ProgressBar();

    void show(const engine::RunSnapshot& snapshot);
    void wipe();

private:
    bool terminal_;
    bool drawn_ = false;
};

/// "45 s", "2 min 05 s", "1 h 04 min"
std::string durationText(double seconds);

}  // namespace isthmus::cli
