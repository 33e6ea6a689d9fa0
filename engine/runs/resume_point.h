#pragma once
#include "engine/tensor.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace isthmus::engine {

/// Where a run stands between two stretches of steps.
struct RunPosition {
    int task = 1;                ///< from 1; tasks + 1 when all is done
    int phase = 0;               ///< index in the task's phases; their number when only measuring is left
    bool begun = false;          ///< whether the phase has begun
    std::int64_t phaseStep = 0;  ///< steps done in the phase
    std::int64_t step = 0;       ///< steps done in the run
    double operations = 0.0;     ///< floating-point operations of training so far
};

/// Networks that predicted together after a step, whose accuracy has not been probed yet.
struct DueProbe {
    std::int64_t step;
    std::vector<at::Tensor> members;  ///< [P] each; empty: those of the method as it is
};

/// Why a run stands still at a checkpoint.
enum class Halt { None, Paused, Stopped };

/// All that an exact resume needs, in resume.safetensors. Random numbers need nothing: each step draws from a stream named
/// by the seed and its position.
struct ResumePoint {
    RunPosition position;
    std::uint64_t eventBytes = 0;          ///< length of events.jsonl that belongs to this position
    Halt halt = Halt::None;                ///< the user paused or stopped here, as against a checkpoint on the way
    std::string experiment;                ///< the experiment's JSON with the options as changed on the way
    NamedTensors method;                   ///< the method's state
    at::Tensor pendingLosses = {};         ///< of the steps since the last loss event, [k]; may be undefined
    std::vector<DueProbe> dueProbes = {};  ///< in the order of their steps
};

void writeResumePoint(const std::filesystem::path& file, const ResumePoint& point);
/// Throws Error(BadInput) for a file that is damaged or not a resume point.
ResumePoint readResumePoint(const std::filesystem::path& file);
/// The same without its arrays, which may be large.
ResumePoint readResumePosition(const std::filesystem::path& file);

}  // namespace isthmus::engine
