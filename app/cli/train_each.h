#pragma once
#include "engine/runs/session.h"
#include "engine/runs/sweep.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace isthmus::cli {

/// What every command that makes runs takes.
struct TrainingArguments {
    std::string dataDir;
    std::string runsDir;
    bool json = false;
};

/// Adds --data-dir, --out and --json. `arguments` has to outlive the parsing.
void addTrainingOptions(CLI::App& command, TrainingArguments& arguments);

class Interruption;

/// Makes a session that reports to the listener.
using MakeSession = std::function<engine::Session(engine::SessionListener)>;

/// Runs a session to its end, with a progress bar. The run folder's path is the last line of stdout however it ends, as long as
/// there is one. Returns the exit status; throws what the log has not said yet.
int trainOne(const MakeSession& make, const Interruption& interruption, bool json);

/// Every run, one after the other. One that diverges or fails does not keep the others from being done; being interrupted does.
/// Returns 0, or the exit status of the last one that did not reach its end.
int trainEach(const std::vector<engine::SweepRun>& runs, const TrainingArguments& arguments);

}  // namespace isthmus::cli
