#include "engine/subspaces/companion.h"

#include "engine/machine.h"

#include <algorithm>
#include <cassert>
#include <pthread.h>
#include <sched.h>

namespace isthmus::engine {

namespace {

using Clock = std::chrono::steady_clock;

// What is left of a share, in one number so that both threads take from it in one exchange: blocks `first` … `last - 1`.
constexpr std::uint64_t bits = 20;
constexpr std::uint64_t oneBlock = std::uint64_t{1} << bits;
constexpr std::uint64_t oneShare = oneBlock * oneBlock;
constexpr std::uint64_t mask = oneBlock - 1;
constexpr int looksBeforeSleep = 4096;  // some 100 µs: longer than what lies between two shares of a step, or of two steps
constexpr Clock::duration shortestPatience = std::chrono::microseconds(150);  // many times a small block
// After how long a companion that was held up is tried again.
constexpr Clock::duration shortestApart = std::chrono::milliseconds(5);
constexpr Clock::duration longestApart = std::chrono::seconds(1);

std::uint64_t first(std::uint64_t ends) { return ends >> bits & mask; }
std::uint64_t last(std::uint64_t ends) { return ends & mask; }

/// Some 40 ns. Without the processor's own pause: on a virtual machine, many of them in a row tell its host that this processor
/// waits for another one, and the host gives it to somebody else.
void pause()
{
    for (int k = 0; k < 128; ++k)
        std::atomic_signal_fence(std::memory_order_seq_cst);  // so that the loop stays
}

/// Moves the calling thread to another of the processors it may use, if there is one.
void leave(int processor, cpu_set_t usable)
{
    if (processor >= 0 && processor < CPU_SETSIZE)
        CPU_CLR(processor, &usable);
    if (CPU_COUNT(&usable) > 0)
        pthread_setaffinity_np(pthread_self(), sizeof usable, &usable);
}

}  // namespace

Companion::Companion()
{
    const SignalsKeptOut quiet;
    thread_ = std::thread([this] { help(); });
}

Companion::~Companion()
{
    over_ = true;
    ends_.fetch_add(oneShare);
    ends_.notify_one();
    thread_.join();
}

void Companion::shareOut(std::int64_t count, Call call, void* work)
{
    const auto blocks = static_cast<std::uint64_t>(count);
    assert(blocks <= mask);
    const Clock::time_point began = Clock::now();
    if (began < aloneUntil_) {
        for (std::int64_t block = 0; block < count; ++block)
            call(work, block, false);
        return;
    }
    call_ = call;
    work_ = work;
    ownersProcessor_.store(sched_getcpu(), std::memory_order_relaxed);
    helped_.store(0, std::memory_order_relaxed);
    const std::uint64_t number = ends_.load(std::memory_order_relaxed) / oneShare + 1;
    ends_.store(number * oneShare + blocks);
    ends_.notify_one();  // a look at a counter, unless the companion sleeps
    std::uint64_t ends = ends_.load();
    while (first(ends) < last(ends))
        if (ends_.compare_exchange_weak(ends, ends + oneBlock)) {
            call(work, static_cast<std::int64_t>(first(ends)), false);
            ends = ends_.load();
        }
    waitFor(blocks - last(ends), began);
}

/// Waits for the companion's last block. One that takes far longer than a block, and no less than all that the owner did since
/// the share began, has lost its processor to another program: it is left alone for a while, and for longer if that was just so.
void Companion::waitFor(std::uint64_t blocks, Clock::time_point began)
{
    std::uint64_t done = helped_.load(std::memory_order_acquire);
    if (done == blocks)
        return;
    const Clock::time_point came = Clock::now();
    Clock::time_point now = came;
    const Clock::duration patience = std::max(shortestPatience, came - began);
    for (; done < blocks; done = helped_.load(std::memory_order_acquire), now = Clock::now())
        now - came < patience ? pause() : helped_.wait(done);
    if (now - came < patience)
        return;
    const Clock::duration together = now - aloneUntil_;
    apart_ = std::clamp(4 * (apart_ - std::min(apart_, together)), shortestApart, longestApart);
    aloneUntil_ = now + apart_;
}

void Companion::help()
{
    roundDenormals();
    keepToThisThread();
    cpu_set_t usable;
    const bool known = pthread_getaffinity_np(pthread_self(), sizeof usable, &usable) == 0;
    for (int looked = 0; !over_;) {
        // Two threads that look out for each other on one processor take it from each other, and nothing moves them apart.
        if (const int processor = sched_getcpu(); known && processor == ownersProcessor_.load(std::memory_order_relaxed))
            leave(processor, usable);
        const std::uint64_t ends = ends_.load();
        if (takeLast(ends))
            looked = 0;
        else if (++looked % 64 != 0)
            pause();
        else if (looked < looksBeforeSleep)
            std::this_thread::yield();  // lose the processor now rather than within a block
        else {
            ends_.wait(ends);
            looked = 0;
        }
    }
}

/// Takes the last block of what is left and does it; false when nothing is.
bool Companion::takeLast(std::uint64_t ends)
{
    if (first(ends) >= last(ends))
        return false;
    if (!ends_.compare_exchange_strong(ends, ends - 1))
        return true;
    call_(work_, static_cast<std::int64_t>(last(ends)) - 1, true);
    helped_.fetch_add(1, std::memory_order_release);
    helped_.notify_one();
    return true;
}

}  // namespace isthmus::engine
