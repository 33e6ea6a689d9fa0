// isthmus sweep
#include "app/cli/commands.h"
#include "app/cli/train_each.h"
#include "engine/options/value_list.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace isthmus::cli {

namespace {

struct SweepArguments : TrainingArguments {
    std::string experiment;
    std::vector<std::string> over;
    std::vector<std::string> settings;
    bool list = false;
    bool dryRun = false;
};

/// "training.learning_rate=0.01,0.1" as one more axis.
void addAxis(engine::Json& axes, const std::string& over)
{
    const std::size_t equals = over.find('=');
    const std::string path = over.substr(0, equals);
    if (equals == std::string::npos || path.empty())
        throw engine::badInput("--over \"" + over
                               + "\": write an option and its values, such as training.learning_rate=0.01,0.1");
    if (axes.contains(path))
        throw engine::badInput("--over names " + path + " twice; give all its values at once");
    try {
        axes[path] = engine::valueList(over.substr(equals + 1));
    } catch (const engine::Error& problem) {
        throw engine::badInput("--over " + path + ": " + problem.what());
    }
}

std::vector<engine::SweepRun> runsOf(const SweepArguments& arguments)
{
    engine::Sweep sweep;
    sweep.experiment = engine::readJsonFile(arguments.experiment);
    for (const std::string& setting : arguments.settings)
        engine::changeGiven(sweep.experiment, setting);
    for (const std::string& over : arguments.over)
        addAxis(sweep.axes, over);
    if (arguments.list)
        sweep.combine = engine::Sweep::Combine::List;
    try {
        return engine::expand(sweep);
    } catch (const engine::Error& problem) {
        throw engine::Error(problem.kind(), arguments.experiment + ": " + problem.what());
    }
}

int sweep(const SweepArguments& arguments)
{
    const std::vector<engine::SweepRun> runs = runsOf(arguments);
    if (!arguments.dryRun)
        return trainEach(runs, arguments);
    for (const engine::SweepRun& run : runs)
        std::cout << run.settings << '\n';
    return 0;
}

}  // namespace

void addSweepCommand(CLI::App& app, Work& work)
{
    const auto arguments = std::make_shared<SweepArguments>();
    CLI::App* command =
        app.add_subcommand("sweep", "Train an experiment with several values of options, one run after the other");
    command->add_option("EXPERIMENT", arguments->experiment, "Experiment file (JSON, comments allowed)")->required();
    command
        ->add_option(
            "--over", arguments->over,
            "An option and its values: --over training.learning_rate=0.01,0.1 --over method.kind=sgd,ewc --over seed=1..3")
        ->type_name("KEY.PATH=LIST")
        ->required()
        ->allow_extra_args(false);
    command->add_option("--set", arguments->settings, "Change an option of all runs: --set training.epochs=2")
        ->type_name("KEY.PATH=VALUE")
        ->allow_extra_args(false);
    command->add_flag("--list", arguments->list, "Take the first values together, then the second ones; not every combination");
    command->add_flag("--dry-run", arguments->dryRun, "Print what each run would be, a line each, and train nothing");
    addTrainingOptions(*command, *arguments);
    command->callback([&work, arguments] { work = [arguments] { return sweep(*arguments); }; });
}

}  // namespace isthmus::cli
