#include "app/studio/compare_desk.h"

#include "app/studio/compare_workspace.h"

#include <algorithm>

namespace isthmus::app {

CompareDesk::CompareDesk(CompareWorkspace& workspace) : workspace_(workspace)
{
    connect(&reader_, &ComparedRunsReader::ready, this, [this](const ReadRunsPtr& found) { take(*found); });
    connect(&workspace_, &CompareWorkspace::curvesWanted, this,
            [this] { maker_.make(workspace_.sets(), workspace_.curveChoice()); });
    connect(&maker_, &CurveMaker::made, &workspace_, &CompareWorkspace::showCurves);
}

void CompareDesk::compare(const QStringList& folders)
{
    adding_ = false;
    if (folders.isEmpty()) {
        reader_.cancel();
        workspace_.setRuns({});
        return;
    }
    workspace_.setReading(true);
    reader_.read(folders);
}

void CompareDesk::add(const QStringList& folders)
{
    adding_ = true;
    workspace_.setReading(true);
    reader_.read(folders);
}

void CompareDesk::take(const ReadRuns& found)
{
    std::vector<engine::ComparedRun> runs;
    if (adding_)
        runs = workspace_.runs();
    for (const engine::ComparedRun& run : found.runs) {
        // Read once more, a run takes its own place.
        const auto before = std::find_if(
            runs.begin(), runs.end(), [&](const engine::ComparedRun& other) { return other.record.folder == run.record.folder; });
        if (before == runs.end())
            runs.push_back(run);
        else
            *before = run;
    }
    workspace_.setRuns(std::move(runs));
    if (!found.problems.isEmpty())
        Q_EMIT problem(found.problems.join(u'\n'));
    if (!found.runs.empty())
        Q_EMIT compared();
}

}  // namespace isthmus::app
