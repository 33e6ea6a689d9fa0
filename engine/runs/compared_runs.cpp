#include "engine/runs/compared_runs.h"

#include "engine/runs/run_groups.h"

namespace isthmus::engine {

namespace {

using Options = std::vector<std::pair<std::string, std::string>>;

/// Every value of an experiment by its path; a text stands without its quotes.
void flatten(const Json& object, const std::string& above, Options& options)
{
    for (const auto& [key, value] : object.items()) {
        const std::string path = above.empty() ? key : above + '.' + key;
        if (value.is_object())
            flatten(value, path, options);
        else
            options.emplace_back(path, value.is_string() ? value.get<std::string>() : value.dump());
    }
}

}  // namespace

ComparedRun comparedRun(const StoredRun& run)
{
    RunRecord record;
    record.folder = run.snapshot.folder;
    record.name = run.snapshot.name;
    record.state = run.snapshot.state;
    record.message = run.snapshot.message;
    record.seed = run.experiment.at("seed").get<std::uint64_t>();
    record.tasks = run.snapshot.accuracy().tasks();
    record.learned = run.snapshot.accuracy().learned();
    record.method = methodName(run.experiment);
    record.benchmark = benchmarkName(run.experiment);
    flatten(run.experiment, {}, record.options);
    for (const Measure& measure : measureTable())
        if (const auto value = measured(run, measure).value)
            record.measures.emplace_back(measure.id, *value);
    return {std::move(record), std::make_shared<const RunSnapshot>(run.snapshot)};
}

}  // namespace isthmus::engine
