#include "engine/landscapes/live_landscape.h"

#include "engine/error.h"
#include "engine/landscapes/grid_filling.h"
#include "engine/landscapes/line.h"
#include "engine/landscapes/weights_snapshot.h"
#include "engine/machine.h"

#include <spdlog/spdlog.h>

#include <ctime>
#include <utility>

namespace isthmus::engine {

namespace {

constexpr int linePoints = 21;
constexpr int simplexPoints = 13;     // along each edge
constexpr double restPerWork = 12.0;  // pictures take a thirteenth of a core's time at most
constexpr int courtesy = 10;          // levels of priority below the training

/// Of the calling thread.
double processorSeconds()
{
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

LandscapeLine lineOf(const WeightsSnapshot& weights, const std::vector<TaskExamples>& tasks, std::stop_token stop)
{
    LandscapeLine line = evaluateLine(*weights.network, weights.from, weights.to, tasks, linePositions(linePoints), stop);
    line.runId = weights.runId;
    line.step = weights.step;
    line.anchors = {{weights.fromName, 0.0}, {"now", 1.0}};
    return line;
}

LandscapeGridPtr simplexOf(const WeightsSnapshot& weights, const std::vector<TaskExamples>& tasks, std::stop_token stop)
{
    if (weights.vertices.empty())
        return nullptr;
    const Json options{{"kind", "simplex"}, {"resolution", simplexPoints}};
    const Chart chart = makeChart({*weights.network, weights.vertices, options, {}, stop});
    return std::make_shared<const LandscapeGrid>(fillGrid(*weights.network, chart, tasks, false, nullptr, {}, stop));
}

std::vector<TaskExamples> tasksOf(const WeightsSnapshot& weights)
{
    std::vector<TaskExamples> tasks;
    for (std::size_t i = 0; i < weights.tests.size(); ++i)
        tasks.push_back({static_cast<int>(i) + 1, weights.tests[i]});
    return tasks;
}

}  // namespace

LiveLandscape::LiveLandscape(double secondsBetween, std::function<void()> request, std::function<void(LivePicturePtr)> publish)
    : request_(std::move(request)),
      publish_(std::move(publish)),
      secondsBetween_(secondsBetween),
      worker_([this](std::stop_token stop) { work(stop); })
{
}

LiveLandscape::~LiveLandscape() = default;

void LiveLandscape::offer(std::shared_ptr<const WeightsSnapshot> weights)
{
    const std::scoped_lock lock(mutex_);
    offered_ = std::move(weights);
    changed_.notify_all();
}

void LiveLandscape::setSecondsBetween(double seconds)
{
    const std::scoped_lock lock(mutex_);
    secondsBetween_ = seconds;
    intervalChanged_ = true;
    changed_.notify_all();
}

std::shared_ptr<const WeightsSnapshot> LiveLandscape::nextWeights(std::stop_token stop)
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

void LiveLandscape::work(std::stop_token stop)
{
    const SignalsKeptOut quiet;
    roundDenormals();
    keepToThisThread();  // the others are the training's
    giveWay(courtesy);
    std::int64_t lastStep = -1;
    try {
        while (const auto weights = nextWeights(stop)) {
            if (weights->step == lastStep)
                continue;  // paused: nothing new to see
            lastStep = weights->step;
            const double begin = processorSeconds();
            const std::vector<TaskExamples> tasks = tasksOf(*weights);
            LivePicture picture{.runId = weights->runId,
                                .line = std::make_shared<const LandscapeLine>(lineOf(*weights, tasks, stop)),
                                .grid = nullptr};
            publish_(std::make_shared<const LivePicture>(picture));  // the simplex may take longer
            picture.grid = simplexOf(*weights, tasks, stop);
            if (picture.grid)
                publish_(std::make_shared<const LivePicture>(picture));
            const std::chrono::duration<double> rest(restPerWork * (processorSeconds() - begin));
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, stop, rest, [] { return false; });
        }
    } catch (const Error&) {
        // Interrupted: the picture is not wanted any more.
    } catch (const std::exception& error) {
        spdlog::error("the live landscape stopped: {}", error.what());
    }
}

}  // namespace isthmus::engine
