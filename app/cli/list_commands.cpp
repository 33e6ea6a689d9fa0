// isthmus methods, benchmarks, models, charts, datasets, measures: what an experiment or a report may name.
#include "app/cli/commands.h"
#include "engine/data/datasets.h"
#include "engine/landscapes/landscape_study.h"
#include "engine/results/measures.h"
#include "engine/runs/experiment.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace isthmus::cli {

namespace {

using engine::Json;

Json optionJson(const engine::OptionSpec& option)
{
    Json json = {{"key", option.key},
                 {"label", option.label},
                 {"help", option.help},
                 {"default", option.fallback},
                 {"allowed", engine::allowedValues(option)},
                 {"live", option.live}};
    if (option.when)
        json["when"] = {{option.when->key, option.when->value}};
    return json;
}

Json kindJson(const engine::OptionSection& section, const engine::OptionGroup& kind)
{
    Json json = {
        {"id", kind.id}, {"label", kind.label}, {"help", kind.help}, {"source", kind.source}, {"options", Json::array()}};
    for (const engine::OptionSpec* option : engine::declaredOptions(section, kind.id))
        json["options"].push_back(optionJson(*option));
    for (const engine::OptionSection& part : kind.parts) {
        Json kinds = Json::array();
        for (const engine::OptionGroup& each : part.kinds)
            kinds.push_back(each.id);
        json["parts"][part.key] = {{"help", part.help}, {"kinds", kinds}, {"default", part.defaultKind}};
    }
    for (const auto& [path, value] : kind.defaults)
        json["defaults"][path] = value;
    return json;
}

void printKind(const engine::OptionSection& section, const engine::OptionGroup& kind)
{
    std::cout << kind.id << "  " << kind.label << (kind.source.empty() ? "" : "  [" + kind.source + "]") << "\n    " << kind.help
              << '\n';
    for (const engine::OptionSpec* option : engine::declaredOptions(section, kind.id)) {
        std::cout << "    " << option->key << " = " << engine::displayText(option->fallback) << "   ("
                  << engine::allowedValues(*option);
        if (option->when)
            std::cout << "; where " << option->when->key << " is " << engine::displayText(option->when->value);
        std::cout << ")\n        " << option->help << '\n';
    }
    for (const engine::OptionSection& part : kind.parts) {
        std::cout << "    " << part.key << " = {\"kind\": \"" << part.defaultKind << "\"}   (one of ";
        for (std::size_t i = 0; i < part.kinds.size(); ++i)
            std::cout << (i ? ", " : "") << part.kinds[i].id;
        std::cout << ", with its options)\n        " << part.help << '\n';
    }
    for (const auto& [path, value] : kind.defaults)
        std::cout << "    with it, " << path << " is " << engine::displayText(value) << " unless given\n";
    std::cout << '\n';
}

int listKinds(const engine::OptionSection& section, bool json)
{
    Json all = Json::array();
    for (const engine::OptionGroup& kind : section.kinds) {
        all.push_back(kindJson(section, kind));
        if (!json)
            printKind(section, kind);
    }
    if (json)
        std::cout << all.dump(2) << '\n';
    return 0;
}

int listMeasures(bool json)
{
    Json all = Json::array();
    for (const engine::Measure& measure : engine::measureTable()) {
        const std::string unit = engine::symbol(measure.unit);
        all.push_back({{"id", measure.id},
                       {"label", measure.label},
                       {"unit", unit},
                       {"formula", measure.formula},
                       {"source", measure.source}});
        const std::string source = measure.source;
        if (!json)
            std::cout << measure.id << "  " << measure.label << (unit.empty() ? "" : " (" + unit + ")")
                      << (source.empty() ? "" : "  [" + source + "]") << "\n    " << measure.formula << "\n\n";
    }
    if (json)
        std::cout << all.dump(2) << '\n';
    return 0;
}

int listDatasets(const std::filesystem::path& dataDir, bool json)
{
    Json all = Json::array();
    for (const engine::DatasetInfo& info : engine::datasetTable()) {
        const std::string missing = info.missing({dataDir});
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
    std::vector<const engine::OptionSection*> sections{&engine::landscapeSchema().sections.front()};
    for (const engine::OptionSection& section : engine::experimentSchema().sections)
        sections.push_back(&section);
    for (const engine::OptionSection* const one : sections) {
        const engine::OptionSection& section = *one;
        if (section.kinds.empty())
            continue;
        CLI::App* command = app.add_subcommand(section.key + "s", "List the " + section.key + "s and their options");
        command->add_flag("--json", *json, "As JSON");
        command->callback([&work, &section, json] { work = [&section, json] { return listKinds(section, *json); }; });
    }
    CLI::App* measures = app.add_subcommand("measures", "List what a report may show, with the formulas");
    measures->add_flag("--json", *json, "As JSON");
    measures->callback([&work, json] { work = [json] { return listMeasures(*json); }; });
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
