#pragma once
#include "engine/bench/bench.h"

#include <span>

namespace isthmus::engine {

/// A piece of work, ready to be done again and again.
struct BenchWork {
    std::string label;
    std::string unit;
    std::function<void(std::stop_token)> work;  ///< short, or else it asks the token
    double times = 1.0;  ///< the value is this times the seconds of a piece, or divided by them where the unit is a rate
    double floor = 0.0;  ///< in the unit
    std::string floorIs = {};
};

/// One row of the table of benchmarks.
struct BenchInfo {
    const char* id;
    BenchWork (*prepare)(const BenchInfo& info, const MachineSpeed& machine);
    const char* what = "";   ///< what to measure, for rows that share a function
    int size = 0;            ///< batch, images, …
    bool anyDevice = false;  ///< the work is done on the machine's device; false: it is the processor's alone
};

// Families of rows, one file each.
std::span<const BenchInfo> productBenches();
std::span<const BenchInfo> stepBenches();
std::span<const BenchInfo> landscapeBenches();
std::span<const BenchInfo> evaluationBenches();
std::span<const BenchInfo> dataBenches();
std::span<const BenchInfo> checkpointBenches();
std::span<const BenchInfo> libraryBenches();

/// Seconds that work of so many operations and bytes takes at least where `peak` operations a second are possible.
double floorSeconds(const MachineSpeed& machine, double peak, double operations, double bytes);

/// Seconds of each call of `work`, one after the other until they add up to `seconds`; one call at least.
std::vector<double> timesOf(const std::function<void()>& work, double seconds);
double medianOf(std::vector<double> values);

}  // namespace isthmus::engine
