// isthmus run, isthmus resume
#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "app/cli/progress_bar.h"
#include "app/cli/seed_list.h"
#include "engine/data/datasets.h"
#include "engine/runs/session.h"

#include <CLI/CLI.hpp>
#include <spdlog/spdlog.h>

#include <iostream>
#include <memory>
#include <optional>

namespace isthmus::cli {

namespace {

struct RunArguments {
    std::string experiment;
    std::string folder;
    std::vector<std::string> settings;
    std::string seed;
    std::optional<std::string> seeds;
    std::string device;
    std::string threads;
    std::string dataDir;
    std::string runsDir;
    bool json = false;
};

engine::SessionListener listenerFor(ProgressBar& bar)
{
    engine::SessionListener listener;
    listener.onSnapshot = [&bar](const engine::RunSnapshotPtr& snapshot) { bar.show(*snapshot); };
    return listener;
}

/// Runs to the end; the run folder's path is the last line of stdout however it ends, as long as there is one.
int finish(engine::Session& session, const Interruption& interruption, ProgressBar& bar, bool json)
{
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

std::filesystem::path orDefault(const std::string& given, std::filesystem::path (*fallback)())
{
    return given.empty() ? fallback() : std::filesystem::path(given);
}

/// One run for each seed. A run that diverges or fails does not keep the others from being done; being interrupted does.
int run(const RunArguments& arguments)
{
    std::vector<std::string> settings = arguments.settings;
    const auto add = [&](const char* path, const std::string& value) {
        if (!value.empty())
            settings.push_back(std::string(path) + "=" + value);
    };
    add("seed", arguments.seed);
    if (arguments.seeds)
        add("seeds", engine::Json(seedList(*arguments.seeds)).dump());
    add("execution.device", arguments.device);
    add("execution.threads", arguments.threads);
    const Interruption interruption;
    const std::vector<engine::Experiment> experiments = engine::Experiment::fromFile(arguments.experiment, settings).eachSeed();
    int status = 0;
    for (std::size_t i = 0; i < experiments.size() && !interruption.token().stop_requested(); ++i) {
        if (experiments.size() > 1)
            spdlog::info("seed {} ({} of {})", experiments[i].seed(), i + 1, experiments.size());
        ProgressBar bar;
        engine::Session session(experiments[i], orDefault(arguments.dataDir, engine::defaultDataDir),
                                orDefault(arguments.runsDir, engine::defaultRunsDir), listenerFor(bar));
        const int ended = finish(session, interruption, bar, arguments.json);
        status = ended == 0 ? status : ended;
    }
    return status;
}

int resume(const RunArguments& arguments)
{
    const Interruption interruption;
    ProgressBar bar;
    engine::Session session = engine::Session::resume(arguments.folder, arguments.settings, arguments.dataDir, listenerFor(bar));
    return finish(session, interruption, bar, arguments.json);
}

}  // namespace

void addRunCommands(CLI::App& app, Work& work)
{
    const auto arguments = std::make_shared<RunArguments>();
    CLI::App* command = app.add_subcommand(
        "run", "Train an experiment; the last line of stdout is the run folder (of several seeds, one line each)");
    command->add_option("EXPERIMENT", arguments->experiment, "Experiment file (JSON, comments allowed)")->required();
    command->add_option("--set", arguments->settings, "Change an option: --set training.epochs=2")
        ->type_name("KEY.PATH=VALUE")
        ->allow_extra_args(false);
    command->add_option("--seed", arguments->seed, "The same as --set seed=N")->type_name("N");
    command->add_option("--seeds", arguments->seeds, "One run for each of these seeds: 1..5, or 1,2,7")->type_name("LIST");
    command->add_option("--device", arguments->device, "auto, cpu, cuda or cuda:i")->type_name("DEVICE");
    command->add_option("--threads", arguments->threads, "Processor threads; 0 measures how many are fastest")->type_name("N");
    command->add_option("--data-dir", arguments->dataDir, "Where data sets are, laid out as torchvision's root")
        ->type_name("DIR");
    command->add_option("--out", arguments->runsDir, "Where run folders are made")->type_name("RUNS_DIR");
    command->add_flag("--json", arguments->json, "Also print the summary as JSON");
    command->callback([&work, arguments] { work = [arguments] { return run(*arguments); }; });

    command = app.add_subcommand("resume", "Go on with an interrupted run, exactly as if it had not been interrupted");
    command->add_option("RUN_DIR", arguments->folder, "Run folder")->required();
    command->add_option("--set", arguments->settings, "Change a live option: --set training.learning_rate=0.01")
        ->type_name("KEY.PATH=VALUE")
        ->allow_extra_args(false);
    command->add_option("--data-dir", arguments->dataDir, "Where data sets are now, if they were moved")->type_name("DIR");
    command->add_flag("--json", arguments->json, "Also print the summary as JSON");
    command->callback([&work, arguments] { work = [arguments] { return resume(*arguments); }; });
}

}  // namespace isthmus::cli
