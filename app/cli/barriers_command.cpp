// isthmus barriers
#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "engine/landscapes/landscape_files.h"
#include "engine/landscapes/landscape_study.h"
#include "engine/results/text_table.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <iostream>
#include <memory>

namespace isthmus::cli {

namespace {

struct BarriersArguments {
    std::string folder;
    std::vector<std::string> anchors;
    std::vector<int> tasks;
    int samples = 100;
    int resolution = 11;
    int threads = 0;
    std::string out;
    std::string dataDir;
};

/// The mean over the tasks, of each network (rows) and each (columns).
engine::TextTable meanBarriers(const engine::BarrierTable& table)
{
    engine::TextTable text{.heads = {"mean barrier, nats"}, .rows = {}, .textColumns = 1};
    for (const std::string& name : table.networks)
        text.heads.push_back(name);
    for (std::size_t from = 0; from < table.networks.size(); ++from) {
        engine::TextTable::Row& row = text.rows.emplace_back(1, table.networks[from]);
        for (std::size_t to = 0; to < table.networks.size(); ++to) {
            double sum = 0.0;
            for (std::size_t task = 0; task < table.tasks.size(); ++task)
                sum += table.height(task, from, to);
            row.push_back(engine::formatted(sum / static_cast<double>(table.tasks.size()), "%.3f"));
        }
    }
    return text;
}

int barriers(const BarriersArguments& arguments)
{
    if (!arguments.out.empty())
        engine::requireBarrierFormat(arguments.out);
    const Interruption interruption;
    engine::LandscapeStudy study(engine::RunFolder::open(arguments.folder), arguments.dataDir, arguments.threads,
                                 interruption.token());
    std::function<void(double)> show;
    if (::isatty(STDERR_FILENO) != 0)
        show = [](double done) { std::fprintf(stderr, "\r%3.0f %%%s", 100.0 * done, done >= 1.0 ? "\r     \r" : ""); };
    const engine::BarrierTable table =
        study.barriers(arguments.anchors, arguments.tasks, arguments.resolution, arguments.samples, show, interruption.token());
    std::fputs(engine::markdown(meanBarriers(table)).c_str(), stderr);
    if (arguments.out.empty()) {
        std::cout << engine::barrierJson(table).dump(-1, ' ', false, engine::Json::error_handler_t::replace) << '\n';
    } else {
        engine::writeBarriers(arguments.out, table);
        std::cout << arguments.out << '\n';
    }
    return 0;
}

}  // namespace

void addBarriersCommand(CLI::App& app, Work& work)
{
    const auto arguments = std::make_shared<BarriersArguments>();
    CLI::App* command = app.add_subcommand("barriers", "How far the loss rises on the lines between all solutions of a run");
    command->add_option("RUN_DIR", arguments->folder, "Run folder")->required();
    command
        ->add_option("--anchors", arguments->anchors,
                     "Names under weights/, or paths to safetensors files; without it the run's task solutions")
        ->delimiter(',')
        ->type_name("A,B[,C…]");
    command->add_option("--tasks", arguments->tasks, "Tasks to evaluate on: 1,2,… (default: all)")
        ->delimiter(',')
        ->type_name("TASKS");
    command->add_option("--samples", arguments->samples, "Test images of each task: the first ones (default: 100, 0 = all)")
        ->check(CLI::Range(0, 100000000).description(""))
        ->type_name("N");
    command->add_option("--resolution", arguments->resolution, "Points on each line, its ends among them (default: 11)")
        ->check(CLI::Range(2, 100000).description(""))
        ->type_name("N");
    command->add_option("--threads", arguments->threads, "Processor threads (default: 0 = the fastest number, measured)")
        ->check(CLI::Range(0, 256).description(""))
        ->type_name("N");
    command->add_option("--out", arguments->out, "File to write, .csv or .json; without it JSON goes to stdout")
        ->type_name("FILE");
    command->add_option("--data-dir", arguments->dataDir, "Where data sets are now, if they were moved")->type_name("DIR");
    command->callback([&work, arguments] { work = [arguments] { return barriers(*arguments); }; });
}

}  // namespace isthmus::cli
