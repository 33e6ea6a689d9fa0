#include "engine/runs/run_groups.h"

#include "engine/runs/experiment.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

/// What two runs of one group have in common.
std::string keyOf(Json experiment)
{
    for (const char* free : {"name", "seed", "seeds", "execution"})
        experiment.erase(free);
    return experiment.dump();
}

/// The kind and every word that was chosen in place of the default: "er, reservoir", "vanilla_ensemble of ewc, online".
std::string kindName(const OptionSection& section, const Json& object)
{
    const OptionGroup* kind = findKind(section, chosenKind(section, object));
    if (kind == nullptr)
        return {};
    std::string name = kind->id;
    for (const OptionSection& part : kind->parts)
        name += " of " + kindName(part, object.at(part.key));
    for (const OptionSpec& spec : kind->options)
        if (!spec.choices.empty() && object.contains(spec.key) && object.at(spec.key) != spec.fallback)
            name += ", " + object.at(spec.key).get<std::string>();
    return name;
}

/// Whether times of the two can be compared: the same work for plain SGD, on the same processors.
bool sameWork(const Json& one, const Json& other)
{
    const auto network = [](const Json& experiment) {
        Json model = experiment.at("model");
        model.erase("dropout");
        model.erase("parameter_multiple");
        return model;
    };
    const auto same = [&](const char* section, std::initializer_list<const char*> keys) {
        return std::all_of(keys.begin(), keys.end(),
                           [&](const char* key) { return one.at(section).at(key) == other.at(section).at(key); });
    };
    return one.at("benchmark") == other.at("benchmark") && network(one) == network(other)
           && same("training", {"epochs", "batch_size"}) && same("execution", {"device", "threads"});
}

}  // namespace

std::vector<double> RunGroup::values(const Measure& measure) const
{
    std::vector<double> all;
    for (const StoredRun* run : runs) {
        const AccuracyMatrix& accuracy = run->snapshot.accuracy();
        const Measured one = measured(*run, measure);
        if (accuracy.learned() == accuracy.tasks() && one.value)
            all.push_back(*one.value);
    }
    return all;
}

std::vector<RunGroup> groupsOf(const std::vector<StoredRun>& runs)
{
    std::vector<RunGroup> groups;
    std::map<std::string, std::size_t> placeOf;
    for (const StoredRun& run : runs) {
        const auto [place, isNew] = placeOf.try_emplace(keyOf(run.experiment), groups.size());
        if (isNew)
            groups.emplace_back();
        auto& members = groups[place->second].runs;
        const auto same = std::find_if(members.begin(), members.end(), [&](const StoredRun* other) {
            return other->experiment.at("seed") == run.experiment.at("seed");
        });
        if (same == members.end())
            members.push_back(&run);
        else
            *same = &run;
    }
    return groups;
}

Measured secondsVsSgd(const RunGroup& group, const std::vector<RunGroup>& groups)
{
    const Measure& seconds = *findMeasure("training_seconds");
    const std::vector<double> own = group.values(seconds);
    if (own.empty())
        return {std::nullopt, "the run's time was not recorded"};
    for (const RunGroup& other : groups) {
        const Json& experiment = other.experiment();
        const bool plain = experiment.at("method").at("kind") == "sgd"
                           && experiment.at("model").value("parameter_multiple", 1) == 1
                           && sameWork(experiment, group.experiment());
        if (const std::vector<double> sgd = other.values(seconds); plain && !sgd.empty())
            return {spreadOf(own, Band::Deviation).mean / spreadOf(sgd, Band::Deviation).mean, {}};
    }
    return {std::nullopt, "no run of plain SGD on the same benchmark is among these"};
}

Measured measured(const StoredRun& run, const Measure& measure)
{
    return measure.compute(*run.snapshot.results, run.snapshot.accuracy().learned());
}

std::string methodName(const Json& experiment)
{
    const auto& sections = experimentSchema().sections;
    const auto section = std::find_if(sections.begin(), sections.end(), [](const auto& each) { return each.key == "method"; });
    std::string name = kindName(*section, experiment.at("method"));
    if (const int multiple = experiment.at("model").value("parameter_multiple", 1); multiple > 1)
        name += ", parameters × " + std::to_string(multiple);
    return name;
}

std::string benchmarkName(const Json& experiment)
{
    const Json& benchmark = experiment.at("benchmark");
    return benchmark.at("kind").get<std::string>() + " " + benchmark.at("dataset").get<std::string>();
}

}  // namespace isthmus::engine
