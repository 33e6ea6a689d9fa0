#include "engine/runs/compared_runs.h"

#include "engine/runs/run_description.h"
#include "engine/runs/run_groups.h"

namespace isthmus::engine {

ComparedRun comparedRun(const StoredRun& run)
{
    RunRecord record;
    record.folder = run.snapshot.folder;
    describe(run.experiment, record);
    record.state = run.snapshot.state;
    record.message = run.snapshot.message;
    record.learned = run.snapshot.accuracy().learned();
    for (const Measure& measure : measureTable())
        if (const auto value = measured(run, measure).value)
            record.measures.emplace_back(measure.id, *value);
    return {std::move(record), std::make_shared<const RunSnapshot>(run.snapshot)};
}

}  // namespace isthmus::engine
