#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

namespace isthmus::engine {

/// A second thread for work in blocks, of microseconds or whole training steps. Its owner takes the blocks from the first one on,
/// the companion from the last one on, until they meet. So each finds in its caches what it had in the share before; and a
/// companion that gets no processor, because other programs have it, takes nothing and is not waited for. Between shares it looks
/// out for the next one a while and then sleeps.
class Companion {
public:
    Companion();
    ~Companion();
    Companion(const Companion&) = delete;
    Companion& operator=(const Companion&) = delete;

    /// Calls work(block, helper) once for each of fewer than 2^20 blocks, `helper` in the companion's thread, and returns when
    /// all calls have. Without a companion they are all made here. One owner at a time; `work` may not throw.
    template <typename Work>
    static void share(Companion* companion, std::int64_t blocks, Work work)
    {
        if (companion && blocks > 1)
            companion->shareOut(
                blocks, [](void* of, std::int64_t block, bool helper) { (*static_cast<Work*>(of))(block, helper); }, &work);
        else
            for (std::int64_t block = 0; block < blocks; ++block)
                work(block, false);
    }

    /// How many blocks of a size there are in so many, the last of which may be shorter.
    static constexpr std::int64_t blocksOf(std::int64_t count, std::int64_t size) { return (count + size - 1) / size; }

private:
    using Call = void (*)(void* work, std::int64_t block, bool helper);

    void shareOut(std::int64_t blocks, Call call, void* work);
    void help();
    void waitFor(std::uint64_t blocks, std::chrono::steady_clock::time_point began);
    bool takeLast(std::uint64_t ends);

    Call call_ = nullptr;  ///< of the share at hand, and what it is called with
    void* work_ = nullptr;
    alignas(64) std::atomic<std::uint64_t> ends_{0};    ///< number of the share, first block left, first block taken behind it
    alignas(64) std::atomic<std::uint64_t> helped_{0};  ///< blocks that the companion has done in this share
    std::chrono::steady_clock::time_point aloneUntil_;  ///< shares before are done without the companion
    std::chrono::steady_clock::duration apart_{};       ///< how long that was when it was last held up
    std::atomic<int> ownersProcessor_{-1};              ///< where the owner was when it last shared
    std::atomic<bool> over_{false};
    std::thread thread_;  // last: it uses the rest
};

}  // namespace isthmus::engine
