#pragma once
#include "engine/results/landscape_line.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace isthmus::engine {

struct WeightsSnapshot;

/// What a live landscape shows.
struct LivePicture {
    std::uint64_t runId = 0;
    LandscapeLinePtr line;  ///< from what the run predicted with after the task before to what it would predict with now
    LandscapeGridPtr grid;  ///< all mixtures of the subspace's vertices, if there are three or four of them; else null, and
                            ///< until it is evaluated
};

using LivePicturePtr = std::shared_ptr<const LivePicture>;

/// Draws, again and again while a session trains, the line and the simplex that it moves in. Works in a thread of its own on
/// copies of the weights, so that training does not wait for it.
class LiveLandscape {
public:
    /// `request` asks the session for its weights, which come back through `offer`; `publish` gets each finished picture.
    /// Both are called in the worker's thread.
    LiveLandscape(double secondsBetween, std::function<void()> request, std::function<void(LivePicturePtr)> publish);
    ~LiveLandscape();  ///< stops within 200 ms

    void offer(std::shared_ptr<const WeightsSnapshot> weights);  ///< any thread
    void setSecondsBetween(double seconds);                      ///< any thread

private:
    void work(std::stop_token stop);
    std::shared_ptr<const WeightsSnapshot> nextWeights(std::stop_token stop);

    std::function<void()> request_;
    std::function<void(LivePicturePtr)> publish_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    double secondsBetween_;                           // guarded by mutex_
    bool intervalChanged_ = false;                    // guarded by mutex_
    std::shared_ptr<const WeightsSnapshot> offered_;  // guarded by mutex_
    std::jthread worker_;                             // last: joined before the rest goes away
};

}  // namespace isthmus::engine
