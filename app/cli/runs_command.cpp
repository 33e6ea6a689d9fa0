// isthmus runs
#include "app/cli/commands.h"
#include "engine/options/option_spec.h"
#include "engine/results/measures.h"
#include "engine/results/run_query.h"
#include "engine/results/text_table.h"
#include "engine/runs/run_library.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ctime>
#include <iostream>
#include <memory>

namespace isthmus::cli {

namespace {

using engine::Json;
using engine::RunRecord;

struct RunsArguments {
    std::string folder;
    std::string filter;
    bool json = false;
};

constexpr const char* shownMeasures[] = {"average_accuracy", "forgetting"};

std::string startText(std::int64_t seconds)
{
    if (seconds == 0)
        return {};
    const auto time = static_cast<std::time_t>(seconds);
    std::tm parts{};
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&time, &parts));
    return text;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string all;
    for (const std::string& word : words)
        all += (all.empty() ? "" : ", ") + word;
    return all;
}

Json jsonOf(const RunRecord& run)
{
    Json json = {{"run", run.folder},
                 {"name", run.name},
                 {"state", engine::name(run.state)},
                 {"message", run.message},
                 {"method", run.method},
                 {"benchmark", run.benchmark},
                 {"seed", run.seed},
                 {"started", startText(run.started)},
                 {"tasks", run.tasks},
                 {"tasks_learned", run.learned},
                 {"tags", run.tags},
                 {"note", run.note},
                 {"measures", Json::object()},
                 {"options", Json::object()}};
    for (const auto& [id, value] : run.measures)
        json["measures"][id] = value;
    for (const auto& [path, value] : run.options)
        json["options"][path] = value;
    return json;
}

std::string tableOf(const engine::RunRecords& runs)
{
    engine::TextTable table{.heads = {"Run", "State", "Method", "Benchmark", "Tags", "Started", "Seed", "Tasks"},
                            .rows = {},
                            .textColumns = 6};
    for (const char* id : shownMeasures)
        table.heads.push_back(std::string(engine::findMeasure(id)->label) + ", %");
    for (const engine::RunRecordPtr& run : runs) {
        engine::TextTable::Row row{std::filesystem::path(run->folder).filename().string(),
                                   engine::name(run->state),
                                   run->method,
                                   run->benchmark,
                                   joined(run->tags),
                                   startText(run->started),
                                   std::to_string(run->seed),
                                   run->tasks == 0 ? "–" : std::to_string(run->learned) + "/" + std::to_string(run->tasks)};
        for (const char* id : shownMeasures) {
            const auto value = run->measure(id);
            row.push_back(value ? engine::formatted(100.0 * *value, "%.1f") : "–");
        }
        table.rows.push_back(std::move(row));
    }
    return engine::markdown(table);
}

engine::RunQuery filterOf(const std::string& text, const engine::RunRecords& runs)
{
    try {
        return {text, runs};
    } catch (const engine::Error& problem) {
        throw engine::badInput("--filter: " + std::string(problem.what()));
    }
}

int listRuns(const RunsArguments& arguments)
{
    const std::filesystem::path folder =
        arguments.folder.empty() ? engine::defaultRunsDir() : std::filesystem::path(arguments.folder);
    if (!arguments.folder.empty() && !std::filesystem::is_directory(folder))
        throw engine::badInput(folder.string() + ": there is no such folder");
    engine::RunRecords runs = engine::RunLibrary().scan(folder);
    const engine::RunQuery query = filterOf(arguments.filter, runs);
    std::erase_if(runs, [&](const engine::RunRecordPtr& run) { return !query.matches(*run); });
    std::stable_sort(runs.begin(), runs.end(), [](const auto& one, const auto& other) { return one->started > other->started; });
    for (const engine::RunRecordPtr& run : runs)
        if (run->tasks == 0)  // it could not be read
            std::cerr << "isthmus: " << run->message << '\n';
    if (!arguments.json) {
        std::cout << tableOf(runs);
        return 0;
    }
    Json all = Json::array();
    for (const engine::RunRecordPtr& run : runs)
        all.push_back(jsonOf(*run));
    std::cout << all.dump(2) << '\n';
    return 0;
}

}  // namespace

void addRunsCommand(CLI::App& app, Work& work)
{
    const auto arguments = std::make_shared<RunsArguments>();
    CLI::App* command = app.add_subcommand("runs", "The runs in a folder as a table, the newest first, with how they stand");
    command->add_option("DIR", arguments->folder, "A folder of runs (default: where runs are made)");
    command->add_option("--filter", arguments->filter, "Only these: words and conditions, as in \"mnist state=done tag=paper\"")
        ->type_name("TEXT");
    command->add_flag("--json", arguments->json, "As JSON, with every option and measure");
    command->callback([&work, arguments] { work = [arguments] { return listRuns(*arguments); }; });
}

}  // namespace isthmus::cli
