#include "engine/runs/run_description.h"

#include "engine/runs/run_groups.h"

namespace isthmus::engine {

namespace {

/// Every value by its path, as people read it.
void flatten(const Json& object, const std::string& prefix, std::vector<std::pair<std::string, std::string>>& options)
{
    for (const auto& [key, value] : object.items())
        if (value.is_object())
            flatten(value, prefix + key + '.', options);
        else
            options.emplace_back(prefix + key, displayText(value));
}

}  // namespace

void describe(const Json& experiment, RunRecord& record)
{
    record.name = experiment.at("name").get<std::string>();
    record.seed = experiment.at("seed").get<std::uint64_t>();
    record.tasks = experiment.at("benchmark").at("tasks").get<int>();
    record.method = methodName(experiment);
    record.benchmark = benchmarkName(experiment);
    flatten(experiment, "", record.options);
}

}  // namespace isthmus::engine
