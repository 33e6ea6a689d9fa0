#include "engine/results/record_values.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace isthmus::engine {

namespace {

bool changesResults(const std::string& path) { return path != "name" && !path.starts_with("execution."); }

std::string lineOf(const std::pair<std::string, std::string>& option) { return option.first + '=' + option.second + '\n'; }

}  // namespace

std::optional<double> reducedValue(const RunRecord& run, const Measure& measure, Reduction reduction)
{
    const std::vector<double>* course = run.course(measure.id);
    if (reduction == Reduction::Last || !course)
        return run.measure(measure.id);
    const bool highest = (measure.better != Better::Lower) == (reduction == Reduction::Best);
    std::optional<double> found;
    for (const double value : *course)
        if (!std::isnan(value) && (!found || (highest ? value > *found : value < *found)))
            found = value;
    return found;
}

std::vector<const RunRecord*> countedRuns(const std::vector<const RunRecord*>& runs)
{
    std::vector<const RunRecord*> counted;
    std::map<std::string, std::size_t> placeOf;
    for (const RunRecord* run : runs) {
        if (run->tasks == 0 || run->learned < run->tasks)
            continue;
        std::string key;
        for (const auto& option : run->options)
            if (changesResults(option.first))
                key += lineOf(option);
        const auto [place, isNew] = placeOf.try_emplace(key, counted.size());
        if (isNew)
            counted.push_back(run);
        else if (run->started > counted[place->second]->started)
            counted[place->second] = run;
    }
    return counted;
}

Spread reducedSpread(const std::vector<const RunRecord*>& runs, const Measure& measure, Reduction reduction, Band band)
{
    std::vector<double> values;
    for (const RunRecord* run : countedRuns(runs))
        if (const auto value = reducedValue(*run, measure, reduction))
            values.push_back(*value);
    return values.empty() ? Spread{} : spreadOf(values, band);
}

std::string groupKey(const RunRecord& run, const std::vector<std::string>& by)
{
    std::string key;
    if (by.empty()) {
        for (const auto& option : run.options)
            if (changesResults(option.first) && option.first != "seed" && option.first != "seeds")
                key += lineOf(option);
        return key;
    }
    for (const std::string& path : by)
        if (const std::string* value = run.option(path))
            key += lineOf({path, *value});
        else
            key += path + " is not an option of it\n";
    return key;
}

}  // namespace isthmus::engine
