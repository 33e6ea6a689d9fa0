#include "app/studio/compare_desk.h"

#include "app/studio/compare_workspace.h"

#include <algorithm>
#include <utility>

namespace isthmus::app {

namespace {

constexpr qint64 restFactor = 20;      ///< a rest is as many times as long as the reading before it
constexpr qint64 longestRest = 60000;  ///< milliseconds

}  // namespace

CompareDesk::CompareDesk(CompareWorkspace& workspace) : workspace_(workspace)
{
    connect(&reader_, &ComparedRunsReader::ready, this, [this](const ReadRunsPtr& found) { take(*found); });
    connect(&workspace_, &CompareWorkspace::curvesWanted, this,
            [this] { maker_.make(workspace_.sets(), workspace_.curveChoice()); });
    connect(&maker_, &CurveMaker::made, &workspace_, &CompareWorkspace::showCurves);
    connect(&changedReader_, &ComparedRunsReader::ready, this, [this](const ReadRunsPtr& found) { takeChanged(*found); });
    connect(&workspace_, &CompareWorkspace::shown, this, &CompareDesk::readChanged);
    rest_.setSingleShot(true);
    connect(&rest_, &QTimer::timeout, this, &CompareDesk::readChanged);
}

void CompareDesk::follow(const std::vector<engine::RunRecordPtr>& runs)
{
    now_.clear();
    for (const engine::RunRecordPtr& run : runs)
        now_[QString::fromStdString(run->folder)] = run;
    readChanged();
}

void CompareDesk::readChanged()
{
    if (rest_.isActive() || reading_.isValid() || !workspace_.isVisible())
        return;
    QStringList changed;
    for (const engine::ComparedRun& run : workspace_.runs()) {
        const QString folder = QString::fromStdString(run.record.folder);
        const engine::RunRecordPtr now = now_.value(folder);
        if (now && std::exchange(known_[folder], now) != now)
            changed += folder;
    }
    if (changed.isEmpty())
        return;
    reading_.start();
    changedReader_.read(changed);
}

void CompareDesk::takeChanged(const ReadRuns& found)
{
    rest_.start(static_cast<int>(std::min<qint64>(restFactor * reading_.elapsed(), longestRest)));
    reading_.invalidate();
    workspace_.updateRuns(found.runs);  // a run that cannot be read just now stays as it was
}

void CompareDesk::compare(const QStringList& folders)
{
    adding_ = false;
    if (folders.isEmpty()) {
        reader_.cancel();
        workspace_.setRuns({});
        return;
    }
    read(folders);
}

void CompareDesk::add(const QStringList& folders)
{
    adding_ = true;
    read(folders);
}

void CompareDesk::read(const QStringList& folders)
{
    asked_ = now_;
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
        const QString folder = QString::fromStdString(run.record.folder);
        known_[folder] = asked_.value(folder);
    }
    workspace_.setRuns(std::move(runs));
    if (!found.problems.isEmpty())
        Q_EMIT problem(found.problems.join(u'\n'));
    if (!found.runs.empty())
        Q_EMIT compared();
}

}  // namespace isthmus::app
