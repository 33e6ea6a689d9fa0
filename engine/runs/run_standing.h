#pragma once
#include "engine/options/option_spec.h"
#include "engine/results/run_snapshot.h"
#include "engine/runs/run_folder.h"

#include <optional>

namespace isthmus::engine {

struct ResumePoint;

/// What a run without a summary has left in its folder that tells how it stands.
struct RunTraces {
    std::string host;      ///< the machine that it was on last; empty: not recorded
    bool stopped = false;  ///< by its user, at its checkpoint
    bool paused = false;   ///< the same, and nothing has been recorded since
    std::string failure;   ///< the message of a failure that it could record
    std::filesystem::file_time_type lastWrite = std::filesystem::file_time_type::min();
    double quietSeconds = 180.0;  ///< a run that goes on writes more often than this
};

/// `experiment`: resolved; `provenance`: an empty object where there is none.
RunTraces tracesOf(const RunFolder& folder, const std::optional<ResumePoint>& point, const Json& experiment,
                   const Json& provenance);

struct RunStanding {
    RunState state = RunState::Lost;
    std::string message;  ///< one line
};

/// How a run without a summary stands at this moment. On this machine its lock tells whether somebody writes to it. Over a
/// network the lock of another machine may not be seen: a run of another machine counts as going on until it has been quiet
/// for longer than its checkpoints are apart.
RunStanding standingOf(const RunFolder& folder, const RunTraces& traces);

/// The end of a file of lines.
struct Tail {
    std::string text;      ///< whole lines
    bool complete = true;  ///< the file holds nothing before it
};
Tail tailOf(const std::filesystem::path& file, std::uint64_t bytes);

}  // namespace isthmus::engine
