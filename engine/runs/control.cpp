#include "engine/runs/control.h"

#include <utility>

namespace isthmus::engine {

void Control::pause()
{
    const std::scoped_lock lock(mutex_);
    requests_.pause = true;
    changed_.notify_all();
}

void Control::resume()
{
    const std::scoped_lock lock(mutex_);
    requests_.pause = false;
    pauseAfterTask_ = false;
    changed_.notify_all();
}

void Control::finishTask()
{
    const std::scoped_lock lock(mutex_);
    requests_.pause = false;
    pauseAfterTask_ = true;
    changed_.notify_all();
}

void Control::change(std::string path, Json value)
{
    const std::scoped_lock lock(mutex_);
    requests_.changes.emplace_back(std::move(path), std::move(value));
    changed_.notify_all();
}

void Control::requestWeights()
{
    const std::scoped_lock lock(mutex_);
    requests_.weights = true;
    changed_.notify_all();
}

Control::Requests Control::take()
{
    const std::scoped_lock lock(mutex_);
    Requests taken = requests_;
    requests_.weights = false;
    requests_.changes.clear();
    return taken;
}

void Control::taskEnded()
{
    const std::scoped_lock lock(mutex_);
    if (std::exchange(pauseAfterTask_, false))
        requests_.pause = true;
}

void Control::waitWhilePaused(std::stop_token stop)
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, stop, [this] { return !requests_.pause || requests_.weights || !requests_.changes.empty(); });
}

}  // namespace isthmus::engine
