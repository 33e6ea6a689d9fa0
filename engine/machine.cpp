#include "engine/machine.h"

#include "engine/device.h"
#include "engine/error.h"
#include "engine/product.h"

#include <ATen/Context.h>
#include <ATen/core/grad_mode.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <spdlog/version.h>
#include <torch/csrc/api/include/torch/version.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <limits>
#include <thread>

#include <malloc.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// Only there when LibTorch's BLAS is OpenBLAS.
extern "C" void openblas_set_num_threads(int threads) __attribute__((weak));
extern "C" char* openblas_get_config() __attribute__((weak));
// Only there when LibTorch's threads are OpenMP's.
extern "C" void omp_set_num_threads(int threads) __attribute__((weak));

namespace isthmus::engine {

namespace {

constexpr std::uint64_t longStretch = 10'000'000;  // ns, for which a thread that gives way may keep a processor

/// Linux's sched_attr in its first version. Debian 12's headers of the kernel and of the C library do not go together.
struct SchedulingAttributes {
    std::uint32_t size;
    std::uint32_t policy;
    std::uint64_t flags;
    std::int32_t nice;
    std::uint32_t priority;
    std::uint64_t runtime;
    std::uint64_t deadline;
    std::uint64_t period;
};

std::string processorName()
{
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);)
        if (line.starts_with("model name"))
            return line.substr(line.find(':') + 2);
    return "unknown processor";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> libraryVersions()
{
    return {
        {"isthmus", ISTHMUS_VERSION},
        {"libtorch", TORCH_VERSION},
        {"blas", openblas_get_config ? openblas_get_config() : "not OpenBLAS"},
        {"spdlog",
         std::to_string(SPDLOG_VER_MAJOR) + "." + std::to_string(SPDLOG_VER_MINOR) + "." + std::to_string(SPDLOG_VER_PATCH)},
        {"nlohmann-json", std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." + std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "."
                              + std::to_string(NLOHMANN_JSON_VERSION_PATCH)},
    };
}

std::vector<DeviceInfo> devices()
{
    std::vector<DeviceInfo> found{{"cpu", processorName()}};
    for (int i = 0; i < cudaDevices(); ++i)
        found.push_back({"cuda:" + std::to_string(i), "CUDA device " + std::to_string(i)});
    return found;
}

std::string deviceProblem(const std::string& device)
{
    try {
        deviceCalled(device);
        return {};
    } catch (const Error& error) {
        return error.what();
    }
}

double measuredGflops(int threads, double seconds)
{
    const SignalsKeptOut quiet;
    const at::NoGradGuard noGradients;
    const int before = at::get_num_threads();
    useThreads(threads);
    const std::int64_t n = 1024;
    const at::Tensor a = at::rand({n, n});
    const at::Tensor b = at::rand({n, n});
    const at::Tensor c = at::empty({n, n});
    double fastest = std::numeric_limits<double>::infinity();
    std::chrono::duration<double> elapsed{};
    for (const auto begin = std::chrono::steady_clock::now(); elapsed.count() < seconds;) {
        const auto start = std::chrono::steady_clock::now();
        product(As::Is, As::Is, n, n, n, a.data_ptr<float>(), b.data_ptr<float>(), c.data_ptr<float>());
        const auto end = std::chrono::steady_clock::now();
        fastest = std::min(fastest, std::chrono::duration<double>(end - start).count());
        elapsed = end - begin;
    }
    useThreads(before);
    return 2.0 * static_cast<double>(n * n * n) / fastest * 1e-9;
}

int worthwhileThreads(const std::vector<ThreadSpeed>& tried)
{
    constexpr double nearly = 0.9;
    double best = 0.0;
    for (const ThreadSpeed& one : tried)
        best = std::max(best, one.speed);
    const bool twoAreSlower = tried.size() < 2 || tried[1].speed < nearly * tried[0].speed;
    const auto chosen = std::find_if(tried.begin(), tried.end(), [&](const ThreadSpeed& one) {
        return one.speed >= nearly * best && (one.threads > 1 || twoAreSlower);
    });
    return chosen == tried.end() ? tried.front().threads : chosen->threads;
}

int fastestThreads()
{
    static const int fastest = [] {
        constexpr double seconds = 0.04;  // of a measurement
        constexpr int rounds = 2;
        constexpr int roundsBeforeOne = 6;  // a processor may be busy for a while, and a run may go on for hours
        const int processors = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
        std::vector<ThreadSpeed> tried{{1, 0.0}};
        while (tried.back().threads < processors)
            tried.push_back({std::min(2 * tried.back().threads, processors), 0.0});
        const auto undecided = [&](int round) {
            return round < rounds || (round < roundsBeforeOne && worthwhileThreads(tried) == 1);
        };
        for (int round = 0; tried.size() > 1 && undecided(round); ++round)
            for (ThreadSpeed& one : tried)
                one.speed = std::max(one.speed, measuredGflops(one.threads, seconds));
        return worthwhileThreads(tried);
    }();
    return fastest;
}

void useThreads(int threads)
{
    at::set_num_threads(threads);
    if (openblas_set_num_threads)
        openblas_set_num_threads(1);
}

void keepToThisThread()
{
    at::internal::lazy_init_num_threads();  // once for every thread, at the latest by its first operation: it sets the number
    if (omp_set_num_threads)
        omp_set_num_threads(1);  // of the calling thread; at::set_num_threads() would change that of threads to come, too
}

KeptToThisThread::KeptToThisThread() : before_(at::get_num_threads()) { keepToThisThread(); }

KeptToThisThread::~KeptToThisThread()
{
    if (omp_set_num_threads)
        omp_set_num_threads(before_);
}

SignalsKeptOut::SignalsKeptOut()
{
    sigset_t all;
    sigfillset(&all);
    for (const int ours : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS})  // a thread's own mistakes
        sigdelset(&all, ours);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
}

SignalsKeptOut::~SignalsKeptOut() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

void giveWay(int levels)
{
    // Of this thread alone, as Linux has it.
    setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + levels);
    // A thread that wakes takes the processor at once from one with longer stretches than its own, else it may wait for the end
    // of that stretch (handbook: performance.md). Before Linux 6.12 this changes nothing.
    SchedulingAttributes attributes{};
    if (syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0) == 0) {
        attributes.runtime = longStretch;
        syscall(SYS_sched_setattr, 0, &attributes, 0);
    }
}

void roundDenormals() { at::globalContext().setFlushDenormal(true); }

void keepFreedMemory()
{
#ifdef __GLIBC__
    constexpr int largestOfHeap = 32 << 20;  // bytes; larger blocks come from the system one by one
    constexpr int kept = 128 << 20;
    mallopt(M_MMAP_THRESHOLD, largestOfHeap);
    mallopt(M_TRIM_THRESHOLD, kept);
#endif
}

double residentMegabytes()
{
    std::ifstream statm("/proc/self/statm");
    double total = 0.0;
    double resident = 0.0;
    statm >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

double peakMegabytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024.0 / 1e6;
}

double machineMegabytes()
{
    return static_cast<double>(::sysconf(_SC_PHYS_PAGES)) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

}  // namespace isthmus::engine
