#include "app/cli/interruption.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>

namespace isthmus::cli {

namespace {

std::atomic<int> signals = 0;
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may touch nothing else");

void count(int)
{
    if (++signals > 1)
        _exit(130);
}

/// A handler may not ask for a stop itself, so a thread looks after it.
void watch(std::stop_token finished, std::stop_source& source)
{
    while (!finished.stop_requested()) {
        if (signals > 0)
            source.request_stop();
        std::this_thread::sleep_for(std::chrono::milliseconds(25));
    }
}

}  // namespace

Interruption::Interruption() : watcher_([this](std::stop_token finished) { watch(finished, source_); })
{
    struct sigaction action {};
    action.sa_handler = count;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

}  // namespace isthmus::cli
