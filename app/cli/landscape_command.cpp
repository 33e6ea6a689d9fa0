// isthmus landscape
#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "engine/error.h"
#include "engine/landscapes/landscape_files.h"
#include "engine/landscapes/landscape_job.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <iostream>
#include <memory>
#include <optional>

namespace isthmus::cli {

namespace {

struct LandscapeArguments {
    std::string folder;
    std::string chart = "line";
    std::vector<std::string> anchors;
    std::vector<int> tasks;
    std::string metric = "both";
    int resolution = 21;
    std::optional<double> margin;
    int samples = 0;
    int threads = 0;
    std::string out;
    std::string dataDir;
};

constexpr double planeMargin = 0.2;

engine::LandscapeMetric metricCalled(const std::string& word)
{
    return word == "loss"       ? engine::LandscapeMetric::Loss
           : word == "accuracy" ? engine::LandscapeMetric::Accuracy
                                : engine::LandscapeMetric::Both;
}

template <typename Chart>
void print(const LandscapeArguments& arguments, const Chart& chart)
{
    const engine::LandscapeMetric metric = metricCalled(arguments.metric);
    if (arguments.out.empty()) {
        std::cout << engine::landscapeJson(chart, metric).dump() << '\n';
    } else {
        engine::writeLandscape(arguments.out, chart, metric);
        std::cout << arguments.out << '\n';
    }
}

void line(const LandscapeArguments& arguments, const engine::LandscapeJob& job, std::stop_token stop)
{
    const engine::LandscapeLine result = engine::evaluateLine(job, stop);
    for (const engine::LineTask& task : result.tasks)
        std::fprintf(stderr, "task %d: barrier %.4f nats\n", task.task, task.barrier);
    print(arguments, result);
}

void plane(const LandscapeArguments& arguments, const engine::LandscapeJob& job, std::stop_token stop)
{
    const bool terminal = ::isatty(STDERR_FILENO) != 0;
    const auto show = [terminal](const engine::GridTile& tile) {
        if (terminal)
            std::fprintf(stderr, "\r%3.0f %%%s", 100.0 * tile.done, tile.done >= 1.0 ? "\r     \r" : "");
    };
    const engine::LandscapeGrid result = engine::evaluatePlane(job, show, stop);
    for (const engine::GridAnchor& anchor : result.anchors)
        std::fprintf(stderr, "%s: x %.4f, y %.4f\n", anchor.name.c_str(), anchor.x, anchor.y);
    print(arguments, result);
}

int landscape(const LandscapeArguments& arguments)
{
    const bool isPlane = arguments.chart == "plane";
    if (arguments.anchors.size() != (isPlane ? 3U : 2U))
        throw engine::badInput(isPlane ? "--anchors: a plane goes through three anchors, as in --anchors init,task-01,task-02"
                                       : "--anchors: a line goes through two anchors, as in --anchors task-01,task-02");
    if (!arguments.out.empty())
        engine::requireLandscapeFormat(arguments.out);
    const Interruption interruption;
    (isPlane ? plane : line)(arguments,
                             {.run = engine::RunFolder::open(arguments.folder),
                              .anchors = arguments.anchors,
                              .tasks = arguments.tasks,
                              .resolution = arguments.resolution,
                              .margin = arguments.margin.value_or(isPlane ? planeMargin : 0.0),
                              .samples = arguments.samples,
                              .threads = arguments.threads,
                              .dataDir = arguments.dataDir},
                             interruption.token());
    return 0;
}

}  // namespace

void addLandscapeCommand(CLI::App& app, Work& work)
{
    const auto arguments = std::make_shared<LandscapeArguments>();
    CLI::App* command = app.add_subcommand("landscape", "Loss and accuracy between networks of a run");
    command->add_option("RUN_DIR", arguments->folder, "Run folder")->required();
    command->add_option("--chart", arguments->chart, "line: the segment between two anchors (default); plane: through three")
        ->check(CLI::IsMember({"line", "plane"}).description(""))
        ->type_name("CHART");
    command->add_option("--anchors", arguments->anchors, "Names under weights/, or paths to safetensors files")
        ->delimiter(',')
        ->required()
        ->type_name("A,B[,C]");
    command->add_option("--tasks", arguments->tasks, "Tasks to evaluate on: 1,2,… (default: all)")
        ->delimiter(',')
        ->type_name("TASKS");
    command->add_option("--metric", arguments->metric, "loss, accuracy or both (default)")
        ->check(CLI::IsMember({"loss", "accuracy", "both"}).description(""))
        ->type_name("METRIC");
    command->add_option("--resolution", arguments->resolution, "Points along each axis, 2 or more (default: 21)")
        ->check(CLI::Range(2, 100000).description(""))
        ->type_name("N");
    command
        ->add_option("--margin", arguments->margin,
                     "How far to go beyond the anchors, as a share of what they span (default: 0; a plane: 0.2)")
        ->check(CLI::Range(0.0, 100.0).description(""))
        ->type_name("SHARE");
    command->add_option("--samples", arguments->samples, "Test images per task (default: 0 = all)")
        ->check(CLI::Range(0, 100000000).description(""))
        ->type_name("N");
    command->add_option("--threads", arguments->threads, "Processor threads (default: 0 = the fastest number, measured)")
        ->check(CLI::Range(0, 256).description(""))
        ->type_name("N");
    command->add_option("--out", arguments->out, "File to write, .csv or .json; without it JSON goes to stdout")
        ->type_name("FILE");
    command->add_option("--data-dir", arguments->dataDir, "Where data sets are now, if they were moved")->type_name("DIR");
    command->callback([&work, arguments] { work = [arguments] { return landscape(*arguments); }; });
}

}  // namespace isthmus::cli
