#include "app/studio/run_queue.h"

#include "app/studio/queue_file.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace isthmus::app {

namespace {

using widgets::QueueState;

QueueState stateOf(engine::RunState state)
{
    switch (state) {
    case engine::RunState::Done:
        return QueueState::Done;
    case engine::RunState::Stopped:
        return QueueState::Stopped;
    case engine::RunState::Diverged:
        return QueueState::Diverged;
    default:
        return QueueState::Failed;
    }
}

/// What the program left running when it ended: its summary says how it has ended, or it waits to be resumed.
void takeUp(widgets::QueueEntry& entry)
{
    const QString summary = entry.folder + QStringLiteral("/summary.json");
    entry.state = QueueState::OnHold;
    if (entry.folder.isEmpty() || !QFileInfo::exists(entry.folder + QStringLiteral("/experiment.json"))) {
        entry.folder.clear();
        return;
    }
    if (!QFileInfo::exists(summary))
        return;
    try {
        const engine::Json said = engine::readJsonObject(summary.toStdString());
        entry.state = said.value("state", "") == "done" ? QueueState::Done : QueueState::Diverged;
        entry.message = QString::fromStdString(said.value("message", ""));
    } catch (const engine::Error&) {
        entry.state = QueueState::Failed;
    }
}

}  // namespace

RunQueue::RunQueue(const std::filesystem::path& file, QObject* parent) : QObject(parent), file_(file)
{
    if (file_.empty())
        return;
    const QString path = QString::fromStdString(file_.string());
    QDir().mkpath(QFileInfo(path).path());
    lock_ = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    lock_->setStaleLockTime(0);  // however long it is held: only that its process has ended frees it
    if (!lock_->tryLock()) {
        problem_ = tr("Another studio has the queue; this one's is forgotten at its end.");
        file_.clear();
        return;
    }
    read();
}

void RunQueue::read()
{
    runs_ = readQueue(file_, problem_);
    for (QueuedRun& run : runs_) {
        run.shown.id = ++lastId_;
        if (run.shown.state == QueueState::Running)
            takeUp(run.shown);
        else if (run.shown.waits())
            run.shown.state = QueueState::OnHold;
    }
}

QList<widgets::QueueEntry> RunQueue::entries() const
{
    QList<widgets::QueueEntry> entries;
    for (const QueuedRun& run : runs_)
        entries += run.shown;
    return entries;
}

QList<QueuedRun>::iterator RunQueue::running()
{
    return std::find_if(runs_.begin(), runs_.end(), [](const QueuedRun& run) { return run.shown.state == QueueState::Running; });
}

const QueuedRun* RunQueue::current() const
{
    for (const QueuedRun& run : runs_)
        if (run.shown.state == QueueState::Running)
            return &run;
    return nullptr;
}

const QueuedRun* RunQueue::runIn(const QString& folder) const
{
    for (const QueuedRun& run : runs_)
        if (!folder.isEmpty() && run.shown.folder == folder)
            return &run;
    return nullptr;
}

bool RunQueue::hasNext() const
{
    return std::any_of(runs_.begin(), runs_.end(), [](const QueuedRun& run) { return run.shown.state == QueueState::Waiting; });
}

int RunQueue::waiting() const
{
    return static_cast<int>(std::count_if(runs_.begin(), runs_.end(), [](const QueuedRun& run) { return run.shown.waits(); }));
}

void RunQueue::append(QueuedRun run)
{
    run.shown.id = ++lastId_;
    run.shown.name = QString::fromStdString(run.experiment.at("name").get<std::string>());
    runs_ += std::move(run);
}

int RunQueue::add(const std::vector<engine::SweepRun>& runs, const engine::Json& form, const std::filesystem::path& runsDir)
{
    const quint64 series = lastId_ + 1;
    for (const engine::SweepRun& run : runs)
        append({.shown = {.settings = QString::fromStdString(run.settings)},
                .experiment = run.experiment.values(),
                .form = form.is_null() ? run.experiment.values() : form,
                .runsDir = runsDir,
                .series = series});
    save();
    return static_cast<int>(runs.size());
}

void RunQueue::addBranch(const engine::Experiment& experiment, BranchPlan plan, const std::filesystem::path& runsDir)
{
    const QString parent = QString::fromStdString(std::filesystem::path(plan.parent).filename().string());
    QStringList settings;
    for (const std::string& setting : plan.settings)
        settings += QString::fromStdString(setting);
    const QString from = tr("branch of %1 after task %2").arg(parent).arg(plan.afterTask);
    append({.shown = {.settings = (QStringList{from} + settings).join(QStringLiteral(", "))},
            .experiment = experiment.values(),
            .form = experiment.values(),
            .runsDir = runsDir,
            .branch = std::move(plan),
            .series = lastId_ + 1});
    save();
}

const QueuedRun& RunQueue::next()
{
    const auto first =
        std::find_if(runs_.begin(), runs_.end(), [](const QueuedRun& run) { return run.shown.state == QueueState::Waiting; });
    Q_ASSERT(first != runs_.end() && current() == nullptr);
    first->shown.state = QueueState::Running;
    // What has ended stands above what runs, what waits below.
    const auto begin = std::find_if(runs_.begin(), runs_.end(), [](const QueuedRun& run) { return !run.shown.finished(); });
    std::rotate(begin, first, first + 1);
    unbroken_ += begin->shown.id;
    const QueuedRun& run = *begin;
    save();
    return run;
}

void RunQueue::setFolder(const QString& folder)
{
    const auto run = running();
    if (run == runs_.end() || run->shown.folder == folder)
        return;
    run->shown.folder = folder;
    save();
}

void RunQueue::end(const engine::RunOutcome& outcome, bool goesOn)
{
    const auto run = running();
    if (run == runs_.end())
        return;
    run->shown.state = goesOn ? QueueState::OnHold : stateOf(outcome.state);
    run->shown.message = goesOn ? QString() : QString::fromStdString(outcome.message);
    if (!outcome.folder.empty())
        run->shown.folder = QString::fromStdString(outcome.folder.string());
    save();
}

void RunQueue::hold()
{
    for (QueuedRun& run : runs_)
        if (run.shown.state == QueueState::Waiting)
            run.shown.state = QueueState::OnHold;
    save();
}

void RunQueue::goOn()
{
    for (QueuedRun& run : runs_)
        if (run.shown.state == QueueState::OnHold)
            run.shown.state = QueueState::Waiting;
    save();
}

void RunQueue::move(quint64 id, int row)
{
    const auto from = std::find_if(runs_.begin(), runs_.end(), [id](const QueuedRun& run) { return run.shown.id == id; });
    if (from == runs_.end() || !from->shown.waits())
        return;
    const auto firstWaiting = std::find_if(runs_.begin(), runs_.end(), [](const QueuedRun& run) { return run.shown.waits(); });
    const qsizetype least = firstWaiting - runs_.begin();
    const auto to = runs_.begin() + qBound(least, qsizetype{row}, runs_.size());
    if (to > from)
        std::rotate(from, from + 1, to);
    else
        std::rotate(to, from, from + 1);
    save();
}

void RunQueue::remove(const QList<quint64>& ids)
{
    runs_.removeIf([&](const QueuedRun& run) { return run.shown.state != QueueState::Running && ids.contains(run.shown.id); });
    save();
}

void RunQueue::clearFinished()
{
    runs_.removeIf([](const QueuedRun& run) { return run.shown.finished(); });
    save();
}

std::vector<const QueuedRun*> RunQueue::seriesOf(quint64 series) const
{
    std::vector<const QueuedRun*> runs;
    for (const QueuedRun& run : runs_)
        if (run.series == series)
            runs.push_back(&run);
    return runs;
}

std::vector<std::uint64_t> RunQueue::seeds() const
{
    std::vector<std::uint64_t> seeds;
    const QueuedRun* now = latest();
    if (now == nullptr)
        return seeds;
    engine::Json common = now->experiment;
    common.erase("seed");
    for (const QueuedRun* run : seriesOf(now->series)) {
        engine::Json rest = run->experiment;
        rest.erase("seed");
        if (rest != common)
            return {};
        seeds.push_back(run->experiment.at("seed").get<std::uint64_t>());
    }
    return seeds;
}

std::size_t RunQueue::position() const
{
    const QueuedRun* now = latest();
    if (now == nullptr)
        return 0;
    const auto all = seriesOf(now->series);
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), now) - all.begin()) + 1;
}

/// The run begun last, whether it goes on or has just ended.
const QueuedRun* RunQueue::latest() const
{
    for (const QueuedRun& run : runs_)
        if (!unbroken_.isEmpty() && run.shown.id == unbroken_.last())
            return &run;
    return nullptr;
}

QStringList RunQueue::mishaps() const
{
    QStringList lines;
    for (const QueuedRun& run : runs_) {
        const widgets::QueueEntry& entry = run.shown;
        if (!unbroken_.contains(entry.id) || (entry.state != QueueState::Diverged && entry.state != QueueState::Failed))
            continue;
        const QString seed = QString::number(run.experiment.at("seed").get<std::uint64_t>());
        const QString settings = entry.settings == QStringLiteral("seed=") + seed ? tr("Seed %1").arg(seed)
                                 : entry.settings.isEmpty()                       ? entry.name
                                                            : tr("%1 with %2").arg(entry.name, entry.settings);
        // The message of a run that diverged says so itself.
        lines += entry.state == QueueState::Diverged ? tr("%1 %2").arg(settings, entry.message)
                                                     : tr("%1 failed: %2").arg(settings, entry.message);
    }
    return lines;
}

void RunQueue::beginAnew() { unbroken_.clear(); }

void RunQueue::save()
{
    if (!file_.empty())
        problem_ = writeQueue(file_, runs_);
    Q_EMIT changed();
}

}  // namespace isthmus::app
