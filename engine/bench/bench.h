#pragma once
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace isthmus::engine {

/// The device that work is measured on, and what the processor can do, measured: what computed floors are made of.
struct MachineSpeed {
    std::string device = "cpu";   ///< or "cuda:0" …
    int threads = 1;              ///< that the work below may use
    double peak = 0.0;            ///< operations a second in large float products on one thread
    double peakAllThreads = 0.0;  ///< the same on all of them
    double bandwidth = 0.0;       ///< bytes a second, read and written in place by one thread in some megabytes
};
/// `device` as `execution.device` takes it. Throws Error(BadInput) when this machine has none of that name.
MachineSpeed measureMachine(int threads, const std::string& device);

/// One piece of work, measured in several rounds, in turn with all others so that a slower minute of the machine meets them all.
struct BenchRow {
    std::string id;              ///< "step.sgd.10"
    std::string label;           ///< "SGD: learning step, batch 10"
    std::string unit;            ///< "µs" or "s", of one piece; or a rate, "GFLOP/s"
    std::vector<double> rounds;  ///< the median of each round
    double value = 0.0;          ///< the median of those
    double floor = 0.0;          ///< what the machine would need at least, or reach at most; 0: none computed
    std::string floorIs;         ///< how that is computed
};

/// One row by another: the median, over the rounds, of the ratio of their times.
struct BenchRatio {
    std::string of;
    std::string to;
    double ratio = 0.0;
};

struct BenchResult {
    std::vector<BenchRow> rows;
    std::vector<BenchRatio> ratios;  ///< those whose rows are both there
};

/// The ids of the rows that can be measured on a device, in the order they are measured; `device` as `execution.device` takes
/// it. Throws Error(BadInput) when this machine has none of that name.
std::vector<std::string> benchIds(const std::string& device = "cpu");

/// Measures the rows whose id is, or begins with, one of `only` ("step", "step.sgd", "step.sgd.10"), as far as they can be
/// measured on the machine's device; all of those when it is empty. `progress` is told the share done. Throws Error(BadInput)
/// for an id that no row has, or none on this device, Error(Interrupted) within 200 ms of a stop request.
BenchResult runBench(const MachineSpeed& machine, const std::vector<std::string>& only, int rounds,
                     const std::function<void(double)>& progress, std::stop_token stop);

}  // namespace isthmus::engine
