#pragma once
#include "engine/options/option_spec.h"

#include <csignal>
#include <string>
#include <vector>

namespace isthmus::engine {

/// Versions of the libraries that the numbers depend on, by name.
std::vector<std::pair<std::string, std::string>> libraryVersions();

/// "cpu", and "cuda:0" …, as `execution.device` takes them.
struct DeviceInfo {
    std::string id;
    std::string name;
};
std::vector<DeviceInfo> devices();

/// Empty when `execution.device` can be used on this machine, else what is wrong, in one clause.
std::string deviceProblem(const std::string& device);

/// Highest speed of large matrix products on the processor, in 10^9 operations a second, on `threads` threads; measured in
/// about so many seconds.
double measuredGflops(int threads, double seconds = 0.25);

/// The highest speed that was seen with so many threads, in any unit.
struct ThreadSpeed {
    int threads;
    double speed;
};

/// The fewest of these threads, in ascending order, that are nearly as fast as any; but one only where two are slower: when they
/// are not, the second processor may just be busy with something else.
int worthwhileThreads(const std::vector<ThreadSpeed>& tried);

/// How many threads to use where nobody says: 1, 2, 4, … or as many as there are processors, by measurement. Once in a process,
/// in a fraction of a second; one thread is chosen only after half a second, where there are several processors.
int fastestThreads();

/// Sets the threads of LibTorch for the whole process. The BLAS beneath it keeps to one: two pools of threads on the same
/// cores fight.
void useThreads(int threads);

/// LibTorch's operations in the calling thread stay in it: for a thread that is one of several which share the cores.
void keepToThisThread();

/// The same while it lives.
class KeptToThisThread {
public:
    KeptToThisThread();
    ~KeptToThisThread();
    KeptToThisThread(const KeptToThisThread&) = delete;
    KeptToThisThread& operator=(const KeptToThisThread&) = delete;

private:
    int before_;
};

/// While it lives, no signal is handled in the calling thread or in threads that it starts: another one has to. oneDNN's matrix
/// products use the stack pointer for their data, and a signal would write its frame there.
class SignalsKeptOut {
public:
    SignalsKeptOut();
    ~SignalsKeptOut();
    SignalsKeptOut(const SignalsKeptOut&) = delete;
    SignalsKeptOut& operator=(const SignalsKeptOut&) = delete;

private:
    sigset_t before_;
};

/// Lowers the priority of the calling thread, and of those that it starts afterwards, by so many of the system's levels. Others
/// take the processor from it at once when they have something to do.
void giveWay(int levels);

/// Rounds denormal numbers to zero in the calling thread: near zero they cost a hundred times as much.
void roundDenormals();

/// Memory that is freed in blocks below 32 MB stays with the process, but for more than 128 MB at the end of what a thread has:
/// what a step of a convolutional network frees it asks for again in the next one, and the system clears every page that it gives.
void keepFreedMemory();

/// Megabytes of memory this process holds, and the most it has held.
double residentMegabytes();
double peakMegabytes();
/// Megabytes of memory that the machine has.
double machineMegabytes();

}  // namespace isthmus::engine
