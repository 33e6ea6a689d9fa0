// isthmus run, isthmus resume, isthmus branch
#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "app/cli/seed_list.h"
#include "app/cli/train_each.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>

namespace isthmus::cli {

namespace {

struct RunArguments : TrainingArguments {
    std::string experiment;
    std::string folder;
    int afterTask = 0;
    std::string name;
    std::vector<std::string> settings;
    std::string seed;
    std::optional<std::string> seeds;
    std::string device;
    std::string threads;
};

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
    const engine::Experiment experiment = engine::Experiment::fromFile(arguments.experiment, settings);
    return trainEach(engine::expand({.experiment = experiment.values()}), arguments);
}

int resume(const RunArguments& arguments)
{
    const Interruption interruption;
    return trainOne(
        [&](engine::SessionListener listener) {
            return engine::Session::resume(arguments.folder, arguments.settings, arguments.dataDir, std::move(listener));
        },
        interruption, arguments.json);
}

int branch(const RunArguments& arguments)
{
    std::vector<std::string> settings = arguments.settings;
    if (!arguments.name.empty())
        settings.push_back("name=" + engine::Json(arguments.name).dump());
    const Interruption interruption;
    return trainOne(
        [&](engine::SessionListener listener) {
            return engine::Session::branch(arguments.folder, arguments.afterTask, settings, arguments.dataDir, arguments.runsDir,
                                           std::move(listener));
        },
        interruption, arguments.json);
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
    addTrainingOptions(*command, *arguments);
    command->callback([&work, arguments] { work = [arguments] { return run(*arguments); }; });

    command = app.add_subcommand("resume", "Go on with an interrupted run, exactly as if it had not been interrupted");
    command->add_option("RUN_DIR", arguments->folder, "Run folder")->required();
    command->add_option("--set", arguments->settings, "Change a live option: --set training.learning_rate=0.01")
        ->type_name("KEY.PATH=VALUE")
        ->allow_extra_args(false);
    command->add_option("--data-dir", arguments->dataDir, "Where data sets are now, if they were moved")->type_name("DIR");
    command->add_flag("--json", arguments->json, "Also print the summary as JSON");
    command->callback([&work, arguments] { work = [arguments] { return resume(*arguments); }; });

    command = app.add_subcommand("branch", "Begin a run with the first tasks of another one, and go on with other options");
    command->add_option("RUN_DIR", arguments->folder, "Run folder of the parent")->required();
    command->add_option("--after", arguments->afterTask, "The last task that both have in common")->required()->type_name("TASK");
    command->add_option("--set", arguments->settings, "Change an option of what comes after: --set training.learning_rate=0.01")
        ->type_name("KEY.PATH=VALUE")
        ->allow_extra_args(false);
    command->add_option("--name", arguments->name, "The branch's name, if not that of its parent")->type_name("NAME");
    command->add_option("--data-dir", arguments->dataDir, "Where data sets are now, if they were moved")->type_name("DIR");
    command->add_option("--out", arguments->runsDir, "Where the run folder is made, if not beside its parent")
        ->type_name("RUNS_DIR");
    command->add_flag("--json", arguments->json, "Also print the summary as JSON");
    command->callback([&work, arguments] { work = [arguments] { return branch(*arguments); }; });
}

}  // namespace isthmus::cli
