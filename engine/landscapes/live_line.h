#pragma once
#include "engine/results/landscape_line.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace isthmus::engine {

struct WeightsSnapshot;

/// Draws, again and again while a session trains, the line from what the run predicted with after the task before to what it
/// would predict with now. Works in a thread of its own on copies of the weights, so that training does not wait for it.
class LiveLine {
public:
    /// `request` asks the session for its weights, which come back through `offer`; `publish` gets each finished line.
    /// Both are called in the worker's thread.
    LiveLine(double secondsBetween, std::function<void()> request, std::function<void(LandscapeLinePtr)> publish);
    ~LiveLine();  ///< stops within 200 ms

    void offer(std::shared_ptr<const WeightsSnapshot> weights);  ///< any thread
    void setSecondsBetween(double seconds);                      ///< any thread

private:
    void work(std::stop_token stop);
    std::shared_ptr<const WeightsSnapshot> nextWeights(std::stop_token stop);

    std::function<void()> request_;
    std::function<void(LandscapeLinePtr)> publish_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    double secondsBetween_;                           // guarded by mutex_
    bool intervalChanged_ = false;                    // guarded by mutex_
    std::shared_ptr<const WeightsSnapshot> offered_;  // guarded by mutex_
    std::jthread worker_;                             // last: joined before the rest goes away
};

}  // namespace isthmus::engine
