#include "engine/results/run_record.h"

#include <algorithm>
#include <map>
#include <set>

namespace isthmus::engine {

namespace {

using Paths = std::vector<std::string>;

/// Whether an option says what a run computes, not only which of its seeds this is, what it is called, or how it was done.
bool tellsApart(const std::string& path)
{
    return path != "seed" && path != "seeds" && path != "name" && !path.starts_with("execution.");
}

bool same(const std::string* a, const std::string* b) { return a == b || (a && b && *a == *b); }

/// The values of the options, in a form in which equal ones are equal texts.
std::string keyOf(const RunRecord& record, const Paths& paths)
{
    std::string key;
    for (const std::string& path : paths)
        if (const std::string* value = record.option(path))
            key += path + '=' + *value + '\n';
    return key;
}

/// Everything that tells a run from others.
std::string identityOf(const RunRecord& record)
{
    std::string identity = std::to_string(record.seed) + '\n';
    for (const auto& [path, value] : record.options)
        if (tellsApart(path))
            identity += path + '=' + value + '\n';
    return identity;
}

/// The method of all runs of a set; empty where they have several.
std::string methodOf(const RunSet& set)
{
    const std::string& first = set.runs.front().record.method;
    const bool one =
        std::all_of(set.runs.begin(), set.runs.end(), [&](const ComparedRun& run) { return run.record.method == first; });
    return one ? first : std::string();
}

/// "strength 100"; of a kind only its name.
std::string partOf(const std::string& path, const std::string& value)
{
    return path.ends_with(".kind") ? value : optionWords(path) + ' ' + value;
}

void label(std::vector<RunSet>& sets, const Paths& paths)
{
    std::vector<std::string> methods;
    for (const RunSet& set : sets)
        methods.push_back(methodOf(set));
    const bool several = std::set<std::string>(methods.begin(), methods.end()).size() > 1;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        const RunRecord& record = sets[i].runs.front().record;
        std::string text = several || sets.size() == 1 ? methods[i] : std::string();
        for (const std::string& path : paths) {
            const std::string* value = record.option(path);
            bool differs = false;  // from a set that would else be called the same
            for (std::size_t k = 0; k < sets.size(); ++k)
                differs = differs || (methods[k] == methods[i] && !same(sets[k].runs.front().record.option(path), value));
            if (differs && value)
                text += (text.empty() ? "" : ", ") + partOf(path, *value);
        }
        sets[i].label = !text.empty() ? text : !methods[i].empty() ? methods[i] : "all runs";
    }
}

}  // namespace

std::string optionWords(const std::string& path)
{
    std::string words = path.substr(path.find('.') + 1);
    std::replace(words.begin(), words.end(), '_', ' ');
    std::replace(words.begin(), words.end(), '.', ' ');
    return words;
}

std::vector<std::string> differingOptions(const std::vector<ComparedRun>& runs)
{
    Paths differing;
    std::set<std::string> seen;
    for (const ComparedRun& run : runs)
        for (const auto& option : run.record.options) {
            const std::string& path = option.first;
            if (!tellsApart(path) || !seen.insert(path).second)
                continue;
            const std::string* first = runs.front().record.option(path);
            if (!std::all_of(runs.begin(), runs.end(),
                             [&](const ComparedRun& each) { return same(each.record.option(path), first); }))
                differing.push_back(path);
        }
    return differing;
}

std::vector<RunSet> setsOf(const std::vector<ComparedRun>& runs, const std::vector<std::string>& by)
{
    const Paths paths = by.empty() ? differingOptions(runs) : by;
    std::vector<RunSet> sets;
    std::map<std::string, std::size_t> setOf;
    std::map<std::string, std::size_t> placeOf;
    for (const ComparedRun& run : runs) {
        const auto [set, newSet] = setOf.try_emplace(keyOf(run.record, paths), sets.size());
        if (newSet)
            sets.emplace_back();
        std::vector<ComparedRun>& members = sets[set->second].runs;
        const auto [place, newRun] = placeOf.try_emplace(identityOf(run.record), members.size());
        if (newRun)
            members.push_back(run);
        else if (run.record.learned >= members[place->second].record.learned)
            members[place->second] = run;
    }
    label(sets, paths);
    return sets;
}

}  // namespace isthmus::engine
