#include "engine/runs/sweep.h"

#include "engine/error.h"

#include <algorithm>

namespace isthmus::engine {

namespace {

constexpr std::size_t mostRuns = 10000;

struct Axis {
    std::string path;
    const Json* values;
};

std::vector<Axis> axesOf(const Sweep& sweep)
{
    std::vector<Axis> axes;
    for (const auto& [path, values] : sweep.axes.items()) {
        if (!values.is_array() || values.empty())
            throw badInput(path + ": has no values to go through");
        axes.push_back({path, &values});
    }
    return axes;
}

std::size_t combinations(const std::vector<Axis>& axes, Sweep::Combine combine)
{
    std::size_t count = 1;
    for (const Axis& axis : axes) {
        if (combine == Sweep::Combine::List && axis.values->size() != axes.front().values->size())
            throw badInput("a list takes one value of each option for a run, but " + axes.front().path + " has "
                           + std::to_string(axes.front().values->size()) + " and " + axis.path + " "
                           + std::to_string(axis.values->size()) + "; give as many, or make it a grid");
        count = combine == Sweep::Combine::List ? axis.values->size() : count * axis.values->size();
        if (count > mostRuns)
            throw badInput("these are more than " + std::to_string(mostRuns) + " runs; give fewer values");
    }
    return count;
}

/// The value that each axis has in combination number `index`.
std::vector<std::string> settingsAt(const std::vector<Axis>& axes, Sweep::Combine combine, std::size_t index)
{
    std::vector<std::string> settings(axes.size());
    for (std::size_t k = axes.size(); k-- > 0;) {
        const Json& values = *axes[k].values;
        settings[k] = axes[k].path + "=" + values.at(index % values.size()).dump();
        index = combine == Sweep::Combine::Grid ? index / values.size() : index;
    }
    return settings;
}

/// "method=…" and "method.kind=…", without which the options of the kind would have no place.
bool choosesAKind(const std::string& setting)
{
    const std::string path = setting.substr(0, setting.find('='));
    const auto& sections = experimentSchema().sections;
    return path.ends_with(".kind") || path.ends_with(".base")
           || std::any_of(sections.begin(), sections.end(), [&](const OptionSection& section) { return section.key == path; });
}

Experiment experimentWith(const Json& given, std::vector<std::string> settings)
{
    std::stable_partition(settings.begin(), settings.end(), choosesAKind);
    Json changed = given;
    for (const std::string& setting : settings)
        changeGiven(changed, setting);
    return Experiment(changed);
}

std::string displayed(const std::vector<std::string>& settings, const Sweep& sweep, const Experiment& run, bool severalSeeds)
{
    std::string text;
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        text += (text.empty() ? "" : ", ") + setting.substr(0, equals + 1) + displayText(Json::parse(setting.substr(equals + 1)));
    }
    if (severalSeeds && !sweep.axes.contains("seed"))
        text += (text.empty() ? "seed=" : ", seed=") + std::to_string(run.seed());
    return text;
}

}  // namespace

std::vector<SweepRun> expand(const Sweep& sweep)
{
    const std::vector<Axis> axes = axesOf(sweep);
    const std::size_t count = combinations(axes, sweep.combine);
    std::vector<SweepRun> runs;
    for (std::size_t i = 0; i < count; ++i) {
        const std::vector<std::string> settings = settingsAt(axes, sweep.combine, i);
        try {
            const std::vector<Experiment> each = experimentWith(sweep.experiment, settings).eachSeed();
            for (const Experiment& experiment : each)
                runs.push_back({experiment, displayed(settings, sweep, experiment, each.size() > 1)});
        } catch (const Error& problem) {
            std::string words;
            for (const std::string& setting : settings)
                words += (words.empty() ? "" : ", ") + setting;
            throw badInput(words.empty() ? problem.what() : std::string(problem.what()) + " (in the run with " + words + ")");
        }
        if (runs.size() > mostRuns)
            throw badInput("these are more than " + std::to_string(mostRuns) + " runs; give fewer values or seeds");
    }
    return runs;
}

}  // namespace isthmus::engine
