// isthmus methods, benchmarks, models, datasets: what an experiment may name, with every option.
#include "app/cli/commands.h"
#include "engine/data/datasets.h"
#include "engine/runs/experiment.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace isthmus::cli {

namespace {

using engine::Json;

Json optionJson(const engine::OptionSpec& option)
{
    return {{"key", option.key},
            {"label", option.label},
            {"help", option.help},
            {"default", option.fallback},
            {"allowed", engine::allowedValues(option)},
            {"live", option.live}};
}

void printOption(const engine::OptionSpec& option)
{
    std::cout << "    " << option.key << " = " << engine::displayText(option.fallback) << "   (" << engine::allowedValues(option)
              << ")\n        " << option.help << '\n';
}

int listKinds(const engine::OptionSection& section, bool json)
{
    Json all = Json::array();
    for (const engine::OptionGroup& kind : section.kinds) {
        Json options = Json::array();
        for (const engine::OptionSpec* option : engine::applicableOptions(section, kind.id))
            options.push_back(optionJson(*option));
        all.push_back(
            {{"id", kind.id}, {"label", kind.label}, {"help", kind.help}, {"source", kind.source}, {"options", options}});
        if (json)
            continue;
        std::cout << kind.id << "  " << kind.label << (kind.source.empty() ? "" : "  [" + kind.source + "]") << "\n    "
                  << kind.help << '\n';
        for (const engine::OptionSpec* option : engine::applicableOptions(section, kind.id))
            printOption(*option);
        std::cout << '\n';
    }
    if (json)
        std::cout << all.dump(2) << '\n';
    return 0;
}

int listDatasets(const std::filesystem::path& dataDir, bool json)
{
    Json all = Json::array();
    for (const engine::DatasetInfo& info : engine::datasetTable()) {
        const std::string missing = info.missing(dataDir);
        all.push_back(
            {{"id", info.id}, {"label", info.label}, {"help", info.help}, {"found", missing.empty()}, {"missing", missing}});
        if (!json)
            std::cout << info.id << "  " << info.label << "\n    " << info.help << "\n    "
                      << (missing.empty() ? "found" : "not found: " + missing) << "\n\n";
    }
    if (json)
        std::cout << all.dump(2) << '\n';
    return 0;
}

}  // namespace

void addListCommands(CLI::App& app, Work& work)
{
    const auto json = std::make_shared<bool>(false);
    for (const engine::OptionSection& section : engine::experimentSchema().sections) {
        if (section.kinds.empty())
            continue;
        CLI::App* command = app.add_subcommand(section.key + "s", "List the " + section.key + "s and their options");
        command->add_flag("--json", *json, "As JSON");
        command->callback([&work, &section, json] { work = [&section, json] { return listKinds(section, *json); }; });
    }
    const auto dataDir = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("datasets", "List the data sets and whether they are found");
    command->add_flag("--json", *json, "As JSON");
    command->add_option("--data-dir", *dataDir, "Where to look")->type_name("DIR");
    command->callback([&work, dataDir, json] {
        work = [dataDir, json] {
            return listDatasets(dataDir->empty() ? engine::defaultDataDir() : std::filesystem::path(*dataDir), *json);
        };
    });
}

}  // namespace isthmus::cli
