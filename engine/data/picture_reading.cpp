#include "engine/data/picture.h"
#include "engine/error.h"
#include "engine/machine.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

namespace isthmus::engine {

namespace {

/// The pictures that are still to be read, handed out one by one, and the first one of them that could not be.
class Queue {
public:
    Queue(std::span<const std::filesystem::path> files, int side, std::span<std::uint8_t> pixels, const std::stop_token& stop)
        : files_(files), side_(side), pixels_(pixels), stop_(stop)
    {
    }

    /// What every thread does. Files are taken in order and a file taken is finished, so that whichever thread is quicker, the
    /// first one that fails is the same.
    void work()
    {
        keepToThisThread();
        const std::size_t size = pixels_.size() / files_.size();
        while (!failed_ && !stop_.stop_requested()) {
            const std::size_t at = next_++;
            if (at >= files_.size())
                return;
            try {
                resizePicture(readPicture(files_[at], stop_), side_, pixels_.subspan(at * size, size), stop_);
            } catch (...) {
                fail(at);
            }
        }
    }

    void rethrow() const
    {
        if (stop_.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        if (problem_)
            std::rethrow_exception(problem_);
    }

private:
    void fail(std::size_t at)
    {
        const std::scoped_lock lock(mutex_);
        if (!problem_ || at < failedAt_) {
            problem_ = std::current_exception();
            failedAt_ = at;
        }
        failed_ = true;
    }

    std::span<const std::filesystem::path> files_;
    int side_;
    std::span<std::uint8_t> pixels_;
    const std::stop_token& stop_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<bool> failed_ = false;
    std::mutex mutex_;
    std::exception_ptr problem_;
    std::size_t failedAt_ = 0;
};

/// Clearing gigabytes takes longer than a stop request may wait.
std::vector<std::uint8_t> zeros(std::size_t size, const std::stop_token& stop)
{
    constexpr std::size_t atOnce = 1 << 26;
    std::vector<std::uint8_t> bytes;
    bytes.reserve(size);
    while (bytes.size() < size) {
        if (stop.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        bytes.resize(std::min(size, bytes.size() + atOnce));
    }
    return bytes;
}

}  // namespace

std::vector<std::uint8_t> readPictures(std::span<const std::filesystem::path> files, int side, const std::stop_token& stop)
{
    assert(!files.empty());
    const auto perPicture = 3 * static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    std::vector<std::uint8_t> pixels = zeros(files.size() * perPicture, stop);
    Queue queue(files, side, pixels, stop);
    {
        const std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, files.size());
        std::vector<std::jthread> workers;
        try {
            while (workers.size() < threads)
                workers.emplace_back([&queue] { queue.work(); });
        } catch (const std::system_error& problem) {  // fewer threads than cores are allowed
            if (workers.empty())
                throw Error(Error::Kind::Failed,
                            "no thread can be started to decode images (" + std::string(problem.what()) + ")");
        }
    }
    queue.rethrow();
    return pixels;
}

}  // namespace isthmus::engine
