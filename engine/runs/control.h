#pragma once
#include "engine/options/option_spec.h"

#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace isthmus::engine {

/// How a viewer steers a running session: any thread asks, the session obeys before its next step. Stopping goes by the
/// std::stop_token that the session was given.
class Control {
public:
    void pause();
    void resume();      ///< goes on, to the end
    void finishTask();  ///< goes on, and pauses when the current task's end has been measured
    /// Changes a live option ("training.learning_rate") from the next step on. A value that is not allowed is reported in
    /// the run's log and changes nothing.
    void change(std::string path, Json value);
    void requestWeights();  ///< asks for one onWeights

    /// What has been asked since the last call.
    struct Requests {
        bool pause = false;
        bool weights = false;
        std::vector<std::pair<std::string, Json>> changes;
    };
    Requests take();   ///< session thread
    void taskEnded();  ///< session thread: a pending finishTask becomes a pause
    /// Session thread: waits while paused. Returns early when something else is asked for.
    void waitWhilePaused(std::stop_token stop);

private:
    std::mutex mutex_;
    std::condition_variable_any changed_;
    Requests requests_;
    bool pauseAfterTask_ = false;
};

}  // namespace isthmus::engine
