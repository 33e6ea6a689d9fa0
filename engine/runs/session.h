#pragma once
#include "engine/error.h"
#include "engine/results/run_snapshot.h"
#include "engine/runs/control.h"
#include "engine/runs/experiment.h"
#include "engine/runs/run_folder.h"

#include <functional>
#include <optional>

namespace isthmus::engine {

struct WeightsSnapshot;

/// What a session tells while it runs; both are called in the session's thread and may be empty.
struct SessionListener {
    std::function<void(RunSnapshotPtr)> onSnapshot;                         ///< 30 a second at most
    std::function<void(std::shared_ptr<const WeightsSnapshot>)> onWeights;  ///< after Control::requestWeights
};

/// How a session ended.
struct RunOutcome {
    RunState state = RunState::Failed;       ///< Done, Stopped, Diverged or Failed
    Error::Kind kind = Error::Kind::Failed;  ///< of what ended it, unless it is done
    std::string message;                     ///< one line; empty when done
    std::filesystem::path folder;            ///< empty when it ended before there was one
    bool logged = false;                     ///< the run's log, and with it the default one, has said how it ended
};

/// One run being done: trains the experiment's tasks in order, measures, and keeps everything in a run folder.
class Session {
public:
    /// A new run under `runsDir`.
    Session(Experiment experiment, std::filesystem::path dataDir, std::filesystem::path runsDir, SessionListener listener,
            std::uint64_t runId = 0);
    /// Goes on where the run in `folder` was interrupted. `settings` ("training.learning_rate=0.01") may change live options;
    /// an empty `dataDir` means the one the run was started with. Throws Error(BadInput) when there is nothing to resume.
    static Session resume(const std::filesystem::path& folder, const std::vector<std::string>& settings,
                          std::filesystem::path dataDir, SessionListener listener, std::uint64_t runId = 0);

    /// A new run under `runsDir` (empty: beside its parent) that begins with the first `afterTask` tasks of the run in `parent`
    /// and goes on with changed options ("training.learning_rate=0.01", "name=slower"). Without changes it equals its parent.
    /// Throws Error(BadInput) when nothing was kept there, or an option cannot change because of what has been learned.
    static Session branch(const std::filesystem::path& parent, int afterTask, const std::vector<std::string>& settings,
                          std::filesystem::path dataDir, std::filesystem::path runsDir, SessionListener listener,
                          std::uint64_t runId = 0);

    Session(Session&&) noexcept;
    ~Session();

    /// Runs to the end, or until a stop is requested (answered within 200 ms, with a checkpoint). Never throws.
    RunOutcome run(std::stop_token stop) noexcept;
    const Experiment& experiment() const;  ///< with the options as changed before this session
    Control& control();                    ///< may be used from any thread while `run` goes on

private:
    struct Plan;
    explicit Session(std::unique_ptr<Plan> plan);

    std::unique_ptr<Plan> plan_;
};

}  // namespace isthmus::engine
