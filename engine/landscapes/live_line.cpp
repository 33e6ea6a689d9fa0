#include "engine/landscapes/live_line.h"

#include "engine/error.h"
#include "engine/landscapes/line.h"
#include "engine/landscapes/weights_snapshot.h"
#include "engine/machine.h"

#include <spdlog/spdlog.h>

#include <utility>

namespace isthmus::engine {

namespace {

constexpr int points = 21;

LandscapeLine lineOf(const WeightsSnapshot& weights, std::stop_token stop)
{
    std::vector<TaskExamples> tasks;
    for (std::size_t i = 0; i < weights.tests.size(); ++i)
        tasks.push_back({static_cast<int>(i) + 1, weights.tests[i]});
    LandscapeLine line = evaluateLine(*weights.network, weights.from, weights.to, tasks, linePositions(points), stop);
    line.runId = weights.runId;
    line.step = weights.step;
    line.anchors = {{weights.fromName, 0.0}, {"now", 1.0}};
    return line;
}

}  // namespace

LiveLine::LiveLine(double secondsBetween, std::function<void()> request, std::function<void(LandscapeLinePtr)> publish)
    : request_(std::move(request)),
      publish_(std::move(publish)),
      secondsBetween_(secondsBetween),
      worker_([this](std::stop_token stop) { work(stop); })
{
}

LiveLine::~LiveLine() = default;

void LiveLine::offer(std::shared_ptr<const WeightsSnapshot> weights)
{
    const std::scoped_lock lock(mutex_);
    offered_ = std::move(weights);
    changed_.notify_all();
}

void LiveLine::setSecondsBetween(double seconds)
{
    const std::scoped_lock lock(mutex_);
    secondsBetween_ = seconds;
    intervalChanged_ = true;
    changed_.notify_all();
}

std::shared_ptr<const WeightsSnapshot> LiveLine::nextWeights(std::stop_token stop)
{
    std::unique_lock lock(mutex_);
    while (changed_.wait_for(lock, stop, std::chrono::duration<double>(secondsBetween_), [this] { return intervalChanged_; }))
        intervalChanged_ = false;  // wait anew
    if (stop.stop_requested())
        return nullptr;
    lock.unlock();
    request_();
    lock.lock();
    changed_.wait(lock, stop, [this] { return offered_ != nullptr; });
    return std::exchange(offered_, nullptr);
}

void LiveLine::work(std::stop_token stop)
{
    const SignalsKeptOut quiet;
    roundDenormals();
    keepToThisThread();  // the others are the training's
    std::int64_t lastStep = -1;
    try {
        while (const auto weights = nextWeights(stop)) {
            if (weights->step == lastStep)
                continue;  // paused: nothing new to see
            lastStep = weights->step;
            publish_(std::make_shared<const LandscapeLine>(lineOf(*weights, stop)));
        }
    } catch (const Error&) {
        // Interrupted: the line is not wanted any more.
    } catch (const std::exception& error) {
        spdlog::error("the live line stopped: {}", error.what());
    }
}

}  // namespace isthmus::engine
