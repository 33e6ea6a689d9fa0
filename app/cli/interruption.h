#pragma once
#include <stop_token>
#include <thread>

namespace isthmus::cli {

/// Turns Ctrl-C and the system's request to end into a stop request; a second one ends the program at once.
/// One at a time.
class Interruption {
public:
    Interruption();

    std::stop_token token() const { return source_.get_token(); }

private:
    std::stop_source source_;
    std::jthread watcher_;  // last: joined before the source goes away
};

}  // namespace isthmus::cli
