#include "app/cli/progress_bar.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace isthmus::cli {

ProgressBar::ProgressBar() : terminal_(isatty(STDERR_FILENO) != 0) {}

ProgressBar::~ProgressBar() { wipe(); }

void ProgressBar::show(const engine::RunSnapshot& snapshot)
{
    if (!terminal_)
        return;
    const engine::RunProgress& progress = snapshot.progress;
    constexpr int width = 24;
    const double share =
        progress.steps > 0 ? std::min(1.0, static_cast<double>(progress.step) / static_cast<double>(progress.steps)) : 0.0;
    std::string bar(width, ' ');
    for (int i = 0; i < static_cast<int>(std::lround(share * width)); ++i)
        bar[static_cast<std::size_t>(i)] = '=';
    std::string line = "[" + bar + "] " + std::to_string(std::lround(100.0 * share)) + " %";
    if (progress.task > 0)
        line += "  task " + std::to_string(progress.task) + "/" + std::to_string(progress.tasks) + " " + progress.phase;
    else
        line += "  " + std::string(engine::name(snapshot.state));
    if (progress.stepsPerSecond > 0.0)
        line += "  " + std::to_string(std::lround(progress.stepsPerSecond)) + " steps/s  " + durationText(progress.secondsLeft)
                + " left";
    std::fprintf(stderr, "\r\033[K%s", line.c_str());
    std::fflush(stderr);
    drawn_ = true;
}

void ProgressBar::wipe()
{
    if (drawn_)
        std::fprintf(stderr, "\r\033[K");
    drawn_ = false;
}

std::string durationText(double seconds)
{
    const long whole = std::lround(seconds);
    char text[48];
    if (whole < 60)
        std::snprintf(text, sizeof text, "%ld s", whole);
    else if (whole < 3600)
        std::snprintf(text, sizeof text, "%ld min %02ld s", whole / 60, whole % 60);
    else
        std::snprintf(text, sizeof text, "%ld h %02ld min", whole / 3600, whole % 3600 / 60);
    return text;
}

}  // namespace isthmus::cli
