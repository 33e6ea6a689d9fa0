// isthmus landscape
#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "engine/error.h"
#include "engine/landscapes/line_job.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace isthmus::cli {

namespace {

struct LandscapeArguments {
    std::string folder;
    std::string chart = "line";
    std::vector<std::string> anchors;
    std::vector<int> tasks;
    std::string metric = "both";
    int resolution = 21;
    int samples = 0;
    std::string out;
    std::string dataDir;
};

int landscape(const LandscapeArguments& arguments)
{
    if (arguments.anchors.size() != 2)
        throw engine::badInput("--anchors: a line goes through two anchors, as in --anchors task-01,task-02");
    if (!arguments.out.empty())
        engine::requireLineFormat(arguments.out);
    const Interruption interruption;
    const engine::LandscapeLine line = engine::evaluate({.run = engine::RunFolder::open(arguments.folder),
                                                         .from = arguments.anchors[0],
                                                         .to = arguments.anchors[1],
                                                         .tasks = arguments.tasks,
                                                         .resolution = arguments.resolution,
                                                         .samples = arguments.samples,
                                                         .dataDir = arguments.dataDir},
                                                        interruption.token());
    const engine::LineMetric metric = arguments.metric == "loss"       ? engine::LineMetric::Loss
                                      : arguments.metric == "accuracy" ? engine::LineMetric::Accuracy
                                                                       : engine::LineMetric::Both;
    for (const engine::LineTask& task : line.tasks)
        std::fprintf(stderr, "task %d: barrier %.4f nats\n", task.task, task.barrier);
    if (arguments.out.empty()) {
        std::cout << engine::lineJson(line, metric).dump() << '\n';
        return 0;
    }
    engine::writeLine(arguments.out, line, metric);
    std::cout << arguments.out << '\n';
    return 0;
}

}  // namespace

void addLandscapeCommand(CLI::App& app, Work& work)
{
    const auto arguments = std::make_shared<LandscapeArguments>();
    CLI::App* command = app.add_subcommand("landscape", "Loss and accuracy between networks of a run");
    command->add_option("RUN_DIR", arguments->folder, "Run folder")->required();
    command->add_option("--chart", arguments->chart, "line: the segment between two anchors")
        ->check(CLI::IsMember({"line"}).description(""))
        ->type_name("CHART");
    command->add_option("--anchors", arguments->anchors, "Names under weights/, or paths to safetensors files")
        ->delimiter(',')
        ->required()
        ->type_name("A,B");
    command->add_option("--tasks", arguments->tasks, "Tasks to evaluate on: 1,2,… (default: all)")
        ->delimiter(',')
        ->type_name("TASKS");
    command->add_option("--metric", arguments->metric, "loss, accuracy or both (default)")
        ->check(CLI::IsMember({"loss", "accuracy", "both"}).description(""))
        ->type_name("METRIC");
    command->add_option("--resolution", arguments->resolution, "Points on the line, 2 or more (default: 21)")
        ->check(CLI::Range(2, 100000).description(""))
        ->type_name("N");
    command->add_option("--samples", arguments->samples, "Test images per task (default: 0 = all)")
        ->check(CLI::Range(0, 100000000).description(""))
        ->type_name("N");
    command->add_option("--out", arguments->out, "File to write, .csv or .json; without it JSON goes to stdout")
        ->type_name("FILE");
    command->add_option("--data-dir", arguments->dataDir, "Where data sets are now, if they were moved")->type_name("DIR");
    command->callback([&work, arguments] { work = [arguments] { return landscape(*arguments); }; });
}

}  // namespace isthmus::cli
