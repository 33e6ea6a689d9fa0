// isthmus report
#include "app/cli/commands.h"
#include "engine/runs/stored_run.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <map>
#include <memory>

namespace isthmus::cli {

namespace {

struct ReportArguments {
    std::vector<std::string> folders;
    std::string format = "md";
};

int report(const ReportArguments& arguments)
{
    std::vector<engine::StoredRun> runs;
    for (const std::string& folder : arguments.folders) {
        runs.push_back(engine::readRun(engine::RunFolder::open(folder)));
        for (const std::string& problem : runs.back().problems)
            std::cerr << "isthmus: " << problem << '\n';
    }
    static const std::map<std::string, engine::ReportFormat> formats{{"md", engine::ReportFormat::Markdown},
                                                                     {"csv", engine::ReportFormat::Csv},
                                                                     {"json", engine::ReportFormat::JsonDocument},
                                                                     {"latex", engine::ReportFormat::Latex}};
    std::cout << engine::report(runs, formats.at(arguments.format));
    return 0;
}

}  // namespace

void addReportCommand(CLI::App& app, Work& work)
{
    const auto arguments = std::make_shared<ReportArguments>();
    CLI::App* command = app.add_subcommand("report", "Measures of one or more runs as a table");
    command->add_option("RUN_DIR", arguments->folders, "Run folders")->required();
    command->add_option("--format", arguments->format, "md (default), csv, json or latex")
        ->check(CLI::IsMember({"md", "csv", "json", "latex"}).description(""))
        ->type_name("FORMAT");
    command->callback([&work, arguments] { work = [arguments] { return report(*arguments); }; });
}

}  // namespace isthmus::cli
