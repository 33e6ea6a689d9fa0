#include "app/cli/train_each.h"

#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "app/cli/progress_bar.h"
#include "engine/data/datasets.h"

#include <CLI/CLI.hpp>
#include <spdlog/spdlog.h>

#include <iostream>

namespace isthmus::cli {

namespace {

std::filesystem::path orDefault(const std::string& given, std::filesystem::path (*fallback)())
{
    return given.empty() ? fallback() : std::filesystem::path(given);
}

}  // namespace

void addTrainingOptions(CLI::App& command, TrainingArguments& arguments)
{
    command.add_option("--data-dir", arguments.dataDir, "Where data sets are, laid out as torchvision's root")->type_name("DIR");
    command.add_option("--out", arguments.runsDir, "Where run folders are made")->type_name("RUNS_DIR");
    command.add_flag("--json", arguments.json, "Also print the summary as JSON");
}

int trainOne(const MakeSession& make, const Interruption& interruption, bool json)
{
    ProgressBar bar;
    engine::SessionListener listener;
    listener.onSnapshot = [&bar](const engine::RunSnapshotPtr& snapshot) { bar.show(*snapshot); };
    engine::Session session = make(std::move(listener));
    const engine::RunOutcome outcome = session.run(interruption.token());
    bar.wipe();
    if (json && !outcome.folder.empty() && std::filesystem::exists(outcome.folder / "summary.json"))
        std::cout << engine::readJsonFile(outcome.folder / "summary.json").dump(2) << '\n';
    if (!outcome.folder.empty())
        std::cout << outcome.folder.string() << std::endl;
    if (!outcome.logged)
        throw engine::Error(outcome.kind, outcome.message);
    return outcome.state == engine::RunState::Done ? 0 : exitStatus(outcome.kind);  // the run's log has said why
}

int trainEach(const std::vector<engine::SweepRun>& runs, const TrainingArguments& arguments)
{
    const Interruption interruption;
    int status = 0;
    for (std::size_t i = 0; i < runs.size() && !interruption.token().stop_requested(); ++i) {
        if (runs.size() > 1)
            spdlog::info("{} ({} of {})", runs[i].settings, i + 1, runs.size());
        const auto make = [&](engine::SessionListener listener) {
            return engine::Session(runs[i].experiment, orDefault(arguments.dataDir, engine::defaultDataDir),
                                   orDefault(arguments.runsDir, engine::defaultRunsDir), std::move(listener));
        };
        try {
            const int ended = trainOne(make, interruption, arguments.json);
            status = ended == 0 ? status : ended;
        } catch (const engine::Error& error) {
            if (runs.size() == 1)
                throw;
            spdlog::error("{}", error.what());
            status = exitStatus(error.kind());
        }
    }
    return status;
}

}  // namespace isthmus::cli
