#pragma once
#include <cstdint>
#include <vector>

namespace isthmus::engine {

/// The steps of a task (from 1, below `steps`) after which accuracy is probed when `probes` of them can be paid for: one half
/// evenly spaced, the other half in geometric progression, closest together just after the task begins, where accuracy on
/// the earlier tasks dips (the stability gap: De Lange et al. 2023, arXiv 2205.13452). Ascending, without repetition.
std::vector<std::int64_t> probeSchedule(std::int64_t steps, std::int64_t probes);

}  // namespace isthmus::engine
