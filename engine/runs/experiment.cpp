#include "engine/runs/experiment.h"

#include "engine/data/benchmarks.h"
#include "engine/error.h"
#include "engine/methods/methods.h"
#include "engine/models/models.h"
#include "engine/options/run_options.h"

#include <algorithm>
#include <fstream>

namespace isthmus::engine {

const ExperimentSchema& experimentSchema()
{
    static const ExperimentSchema schema{
        .options = topOptions(),
        .sections = {benchmarkSection(), modelSection(), methodSection(), trainingSection(), executionSection()}};
    return schema;
}

std::vector<OptionProblem> combinationProblems(const Json& resolved)
{
    constexpr std::size_t longestName = 100;  // with the time behind it, a file name on every system
    const Json& benchmark = resolved.at("benchmark");
    std::vector<OptionProblem> problems;
    if (resolved.at("name").get<std::string>().size() > longestName)
        problems.push_back({"name", "must be at most " + std::to_string(longestName) + " bytes long"});
    if (std::string problem = findBenchmark(benchmark.at("kind").get<std::string>()).problem(benchmark); !problem.empty())
        problems.push_back({"benchmark.tasks", std::move(problem)});
    return problems;
}

Experiment::Experiment(const Json& given)
{
    try {
        (void)given.dump();
    } catch (const nlohmann::json::type_error&) {
        throw badInput("holds text that is not UTF-8");
    }
    ResolvedExperiment resolved = resolve(experimentSchema(), given);
    if (resolved.problems.empty())
        resolved.problems = combinationProblems(resolved.values);
    if (!resolved.problems.empty()) {
        const OptionProblem& first = resolved.problems.front();
        throw badInput(first.path.empty() ? first.message : first.path + ": " + first.message);
    }
    values_ = std::move(resolved.values);
}

namespace {

/// Another kind set on the command line leaves the file's options of the kind before without a meaning: they go.
void dropOptionsOfOtherKinds(Json& given, const std::string& sectionKey)
{
    const auto& sections = experimentSchema().sections;
    const auto section =
        std::find_if(sections.begin(), sections.end(), [&](const OptionSection& s) { return s.key == sectionKey; });
    if (section == sections.end() || !given.contains(sectionKey) || !given[sectionKey].is_object())
        return;
    Json& values = given[sectionKey];
    const std::string kind = values.contains("kind") && values["kind"].is_string() ? values["kind"].get<std::string>() : "";
    const auto applies = applicableOptions(*section, kind);
    for (const OptionGroup& group : section->kinds)
        for (const OptionSpec& option : group.options)
            if (std::none_of(applies.begin(), applies.end(), [&](const OptionSpec* spec) { return spec->key == option.key; }))
                values.erase(option.key);
}

/// "model.dropout, training.learning_rate, …"
std::string liveOptions(const Json& experiment)
{
    std::string names;
    for (const OptionSection& section : experimentSchema().sections)
        for (const OptionSpec* spec : applicableOptions(section, experiment.at(section.key).value("kind", "")))
            if (spec->live)
                names += (names.empty() ? "" : ", ") + section.key + "." + spec->key;
    return names;
}

}  // namespace

Experiment Experiment::fromFile(const std::filesystem::path& file, const std::vector<std::string>& settings)
{
    Json given = readJsonFile(file);
    for (const std::string& setting : settings) {
        applySetting(given, setting);
        const std::string path = setting.substr(0, setting.find('='));
        if (path.ends_with(".kind"))
            dropOptionsOfOtherKinds(given, path.substr(0, path.find('.')));
    }
    try {
        return Experiment(given);
    } catch (const Error& error) {
        throw Error(error.kind(), file.string() + ": " + error.what());
    }
}

void Experiment::change(const std::string& path, const Json& value)
{
    const OptionSpec* spec = findOption(experimentSchema(), values_, path);
    if (!spec || !spec->live)
        throw badInput(path + " cannot change while a run goes on; these can: " + liveOptions(values_));
    if (const std::string problem = problemWith(*spec, value); !problem.empty())
        throw badInput(path + ": " + problem);
    const auto dot = path.find('.');
    values_[path.substr(0, dot)][path.substr(dot + 1)] = value;
}

Json readJsonFile(const std::filesystem::path& file)
{
    constexpr int deepest = 64;  // no experiment nests as deep; a crafted file could exhaust the stack
    std::ifstream in(file);
    if (!in || std::filesystem::is_directory(file))
        throw badInput(file.string() + ": cannot be read; name an existing JSON file");
    const auto shallow = [&](int depth, Json::parse_event_t, Json&) {
        if (depth > deepest)
            throw badInput(file.string() + ": nests deeper than " + std::to_string(deepest) + " levels");
        return true;
    };
    try {
        return Json::parse(in, shallow, true, true);
    } catch (const nlohmann::json::exception& mistake) {
        const std::string what = mistake.what();  // "[json.exception…] parse error at line 3, column 7: …"
        const auto words = what.find("] ");
        throw badInput(file.string() + ": is not JSON: " + (words == std::string::npos ? what : what.substr(words + 2)));
    }
}

Json readJsonObject(const std::filesystem::path& file)
{
    Json json = readJsonFile(file);
    if (!json.is_object())
        throw badInput(file.string() + ": is damaged: it holds no JSON object");
    return json;
}

}  // namespace isthmus::engine
