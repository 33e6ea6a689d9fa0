#include "app/cli/interruption.h"

#include <unistd.h>

#include <csignal>
#include <ctime>

namespace isthmus::cli {

namespace {

sigset_t endingSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

void watch(std::stop_token finished, std::stop_source& source)
{
    const sigset_t signals = endingSignals();
    const timespec tick{0, 50'000'000};   // how long the program's end may wait for this thread
    while (!finished.stop_requested()) {
        if (sigtimedwait(&signals, nullptr, &tick) < 0)
            continue;
        if (!source.request_stop())
            _exit(130);
    }
}

}  // namespace

Interruption::Interruption()
{
    const sigset_t signals = endingSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    watcher_ = std::jthread([this](std::stop_token finished) { watch(finished, source_); });
}

}  // namespace isthmus::cli
