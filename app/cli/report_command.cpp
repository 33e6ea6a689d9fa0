// isthmus report
#include "app/cli/commands.h"
#include "engine/runs/report.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>

namespace isthmus::cli {

namespace {

struct ReportArguments {
    std::vector<std::string> folders;
    std::string format = "md";
    std::string band = "sd";
    std::vector<std::string> measures;
};

/// The run folder itself, or the runs in a folder of runs, by name.
std::vector<engine::RunFolder> runsIn(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> inside;
    std::error_code none;
    if (!std::filesystem::exists(folder / "experiment.json"))
        for (const auto& entry : std::filesystem::directory_iterator(folder, none))
            if (std::filesystem::exists(entry.path() / "experiment.json"))
                inside.push_back(entry.path());
    if (inside.empty())
        return {engine::RunFolder::open(folder)};
    std::sort(inside.begin(), inside.end());
    std::vector<engine::RunFolder> runs;
    for (const std::filesystem::path& run : inside)
        runs.push_back(engine::RunFolder::open(run));
    return runs;
}

int report(const ReportArguments& arguments)
{
    static const std::map<std::string, engine::ReportFormat> formats{{"md", engine::ReportFormat::Markdown},
                                                                     {"csv", engine::ReportFormat::Csv},
                                                                     {"json", engine::ReportFormat::JsonDocument},
                                                                     {"latex", engine::ReportFormat::Latex}};
    const engine::ReportOptions options{
        .format = formats.at(arguments.format), .band = engine::bandCalled(arguments.band), .measures = arguments.measures};
    std::vector<engine::StoredRun> runs;
    for (const std::string& folder : arguments.folders)
        for (const engine::RunFolder& run : runsIn(folder)) {
            runs.push_back(engine::readRun(run));
            for (const std::string& problem : runs.back().problems)
                std::cerr << "isthmus: " << problem << '\n';
        }
    std::cout << engine::report(runs, options);
    return 0;
}

}  // namespace

void addReportCommand(CLI::App& app, Work& work)
{
    const auto arguments = std::make_shared<ReportArguments>();
    CLI::App* command = app.add_subcommand("report", "Measures of one or more runs as a table, seeds of one experiment together");
    command->add_option("RUN_DIR", arguments->folders, "Run folders, or folders of runs")->required();
    command->add_option("--format", arguments->format, "md (default), csv, json or latex")
        ->check(CLI::IsMember({"md", "csv", "json", "latex"}).description(""))
        ->type_name("FORMAT");
    command->add_option("--band", arguments->band, "What follows ±: sd (default), se, ci95 or range")
        ->check(CLI::IsMember({"sd", "se", "ci95", "range"}).description(""))
        ->type_name("BAND");
    command->add_option("--measures", arguments->measures, "Which measures: ids, as isthmus measures lists them")
        ->delimiter(',')
        ->type_name("A,B");
    command->callback([&work, arguments] { work = [arguments] { return report(*arguments); }; });
}

}  // namespace isthmus::cli
