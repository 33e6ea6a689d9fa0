#include "engine/runs/experiment.h"

#include "engine/data/benchmarks.h"
#include "engine/data/datasets.h"
#include "engine/error.h"
#include "engine/methods/methods.h"
#include "engine/models/models.h"
#include "engine/options/run_options.h"

#include <algorithm>
#include <fstream>
#include <set>

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
    const int classes = findDataset(benchmark.at("dataset").get<std::string>()).classes;
    std::vector<OptionProblem> problems;
    if (resolved.at("name").get<std::string>().size() > longestName)
        problems.push_back({"name", "must be at most " + std::to_string(longestName) + " bytes long"});
    if (std::string problem = findBenchmark(benchmark.at("kind").get<std::string>()).problem(benchmark, classes);
        !problem.empty())
        problems.push_back({"benchmark.tasks", std::move(problem)});
    if (std::string problem = methodProblem(resolved.at("method")); !problem.empty())
        problems.push_back({"method", std::move(problem)});
    std::set<std::uint64_t> seen;
    for (const Json& seed : resolved.at("seeds"))
        if (!seen.insert(seed.get<std::uint64_t>()).second)
            problems.push_back({"seeds", displayText(seed) + " is there twice; a run of the same seed is the same run"});
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

/// A setting on the command line may take the meaning from what the file says beside it, options of the kind before for
/// example: that goes. What had no meaning before stays, and is a mistake of the file.
void dropWhatLostItsMeaning(const OptionSection& section, const Json& before, Json& object)
{
    if (!before.is_object() || !object.is_object())
        return;
    const auto applies = applicableOptions(section, object);
    for (const OptionSpec* spec : applicableOptions(section, before))
        if (std::none_of(applies.begin(), applies.end(), [&](const OptionSpec* other) { return other->key == spec->key; }))
            object.erase(spec->key);
    const OptionGroup* kind = findKind(section, chosenKind(section, before));
    if (kind == nullptr)
        return;
    for (const OptionSection& part : kind->parts) {
        if (kind->id != chosenKind(section, object))
            object.erase(part.key);
        else if (before.contains(part.key) && object.contains(part.key))
            dropWhatLostItsMeaning(part, before.at(part.key), object[part.key]);
    }
}

/// A kind that stands as a word alone, here or in a part of this section, becomes the object it stands for.
void expandWords(const OptionSection& section, Json& object)
{
    if (object.is_string() && !section.kinds.empty())
        object = {{"kind", object}};
    if (!object.is_object())
        return;
    if (const OptionGroup* kind = findKind(section, chosenKind(section, object)))
        for (const OptionSection& part : kind->parts)
            if (object.contains(part.key))
                expandWords(part, object[part.key]);
}

void collectLive(const OptionSection& section, const Json& object, const std::string& path, std::string& names)
{
    for (const OptionSpec* spec : applicableOptions(section, object))
        if (spec->live)
            names += (names.empty() ? "" : ", ") + path + "." + spec->key;
    if (const OptionGroup* group = findKind(section, chosenKind(section, object)))
        for (const OptionSection& part : group->parts)
            collectLive(part, object.at(part.key), path + "." + part.key, names);
}

Json::json_pointer pointerTo(std::string path)
{
    std::replace(path.begin(), path.end(), '.', '/');
    return Json::json_pointer("/" + path);
}

/// "model.dropout, training.learning_rate, …"
std::string liveOptions(const Json& experiment)
{
    std::string names;
    for (const OptionSection& section : experimentSchema().sections)
        collectLive(section, experiment.at(section.key), section.key, names);
    return names;
}

}  // namespace

void changeGiven(Json& given, const std::string& setting)
{
    const std::string path = setting.substr(0, setting.find('='));
    const auto& sections = experimentSchema().sections;
    for (const OptionSection& section : sections)
        if (given.is_object() && given.contains(section.key) && path.starts_with(section.key + "."))
            expandWords(section, given[section.key]);
    const Json before = given;
    applySetting(given, setting);
    for (const OptionSection& section : sections)
        if (before.is_object() && before.contains(section.key))
            dropWhatLostItsMeaning(section, before.at(section.key), given[section.key]);
    if (path == "seed")
        given.erase("seeds");
}

Experiment Experiment::fromFile(const std::filesystem::path& file, const std::vector<std::string>& settings)
{
    Json given = readJsonFile(file);
    for (const std::string& setting : settings)
        changeGiven(given, setting);
    try {
        return Experiment(given);
    } catch (const Error& error) {
        throw Error(error.kind(), file.string() + ": " + error.what());
    }
}

std::vector<Experiment> Experiment::eachSeed() const
{
    const auto seeds = values_.at("seeds").get<std::vector<std::uint64_t>>();
    if (seeds.empty())
        return {*this};
    std::vector<Experiment> each;
    for (const std::uint64_t seed : seeds) {
        each.push_back(*this);
        each.back().values_["seed"] = seed;
        each.back().values_["seeds"] = Json::array();
    }
    return each;
}

void Experiment::change(const std::string& path, const Json& value)
{
    const OptionSpec* spec = findOption(experimentSchema(), values_, path);
    if (!spec || !spec->live)
        throw badInput(path + " cannot change while a run goes on; these can: " + liveOptions(values_));
    if (const std::string problem = problemWith(*spec, value); !problem.empty())
        throw badInput(path + ": " + problem);
    values_[pointerTo(path)] = value;
}

const Json& Experiment::at(const std::string& path) const { return values_.at(pointerTo(path)); }

Seeds Experiment::seeds() const
{
    Seeds seeds = Seeds::all(seed());
    const auto take = [&](const char* key, std::uint64_t& own) {
        if (const auto value = values_.at(key).get<std::uint64_t>(); value != 0)
            own = value;
    };
    take("task_seed", seeds.tasks);
    take("order_seed", seeds.order);
    take("initialisation_seed", seeds.initialisation);
    take("memory_seed", seeds.memory);
    return seeds;
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
