#include "app/studio/run_scanner.h"

#include "engine/runs/run_notes.h"
#include "engine/runs/run_trash.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QSet>
#include <QTimer>

#include <algorithm>

namespace isthmus::app {

namespace {

constexpr int settleMilliseconds = 200;
constexpr qint64 liveMilliseconds = 2000;    ///< between two looks while a run goes on
constexpr qint64 quietMilliseconds = 10000;  ///< and while none does
constexpr qint64 restFactor = 20;            ///< a slow disk is left alone for this many times as long as a look takes
constexpr qsizetype mostWatched = 256;       ///< run folders; the system's notifications are limited

/// The folder itself, or the one above it that is there: what changes when it is made.
QString nearestThere(QString folder)
{
    while (!QFileInfo::exists(folder) && folder != QFileInfo(folder).path())
        folder = QFileInfo(folder).path();
    return folder;
}

bool goesOn(const engine::RunRecordPtr& run)
{
    return run->state == engine::RunState::Running || run->state == engine::RunState::Paused;
}

}  // namespace

RunScanner::RunScanner(Mailbox<RunsSeenPtr>& found, Tell tell) : found_(found), tell_(std::move(tell)) {}

void RunScanner::look(const QString& folder)
{
    if (!watcher_) {  // here, and not in the constructor: they belong to this thread
        watcher_ = new QFileSystemWatcher(this);
        soon_ = new QTimer(this);
        poll_ = new QTimer(this);
        soon_->setSingleShot(true);
        soon_->setInterval(settleMilliseconds);
        poll_->setSingleShot(true);
        connect(watcher_, &QFileSystemWatcher::directoryChanged, soon_, [this] {
            if (!soon_->isActive())  // changes that never cease are looked at, too
                soon_->start();
        });
        connect(soon_, &QTimer::timeout, this, &RunScanner::scan);
        connect(poll_, &QTimer::timeout, this, &RunScanner::scan);
    }
    folder_ = folder;
    scan();
}

void RunScanner::scan()
{
    if (folder_.isEmpty())
        return;
    QElapsedTimer clock;
    clock.start();
    auto seen = std::make_shared<RunsSeen>(RunsSeen{library_.scan(folder_.toStdString()), folder_});
    const bool live = std::any_of(seen->runs.begin(), seen->runs.end(), goesOn);
    if (!seen_ || seen_->runs != seen->runs || seen_->folder != seen->folder) {
        seen_ = std::move(seen);
        found_.post(seen_);
    }
    watch();
    const qint64 rest = std::max(live ? liveMilliseconds : quietMilliseconds, restFactor * clock.elapsed());
    poll_->start(static_cast<int>(std::min<qint64>(rest, 600000)));
}

void RunScanner::watch()
{
    QSet<QString> wanted{nearestThere(folder_)};
    for (const std::filesystem::path& folder : library_.folders())
        wanted += QString::fromStdString(folder.string());
    for (auto run = seen_->runs.rbegin(); run != seen_->runs.rend() && wanted.size() < mostWatched; ++run)
        if ((*run)->state != engine::RunState::Done)
            wanted += QString::fromStdString((*run)->folder);
    const QStringList before = watcher_->directories();
    const QSet<QString> now(before.begin(), before.end());
    if (const QSet<QString> gone = now - wanted; !gone.isEmpty())
        watcher_->removePaths(gone.values());
    if (const QSet<QString> more = wanted - now; !more.isEmpty())
        watcher_->addPaths(more.values());
}

void RunScanner::each(const QStringList& folders, const std::function<void(const QString& folder)>& act)
{
    QStringList problems;
    for (const QString& folder : folders) {
        try {
            act(folder);
        } catch (const std::exception& problem) {
            problems += QString::fromUtf8(problem.what());
        }
    }
    scan();
    if (!problems.isEmpty())
        tell_(problems.join(QLatin1Char('\n')));
}

QStringList RunScanner::moveToTrash(const QStringList& folders)
{
    QStringList moved;
    each(folders, [this, &moved](const QString& folder) {
        trashed_[folder] = engine::moveToTrash(engine::RunFolder::open(folder.toStdString()));
        moved += folder;
    });
    return moved;
}

void RunScanner::restore(const QStringList& folders)
{
    each(folders, [this](const QString& folder) {
        if (!trashed_.contains(folder))
            return;  // it could not be moved in the first place, and that was said
        engine::restoreFromTrash(trashed_.value(folder), folder.toStdString());
        trashed_.remove(folder);
    });
}

std::optional<engine::RunNotes> RunScanner::setNotes(const QString& folder, const engine::RunNotes& notes)
{
    std::optional<engine::RunNotes> before;
    each({folder}, [&](const QString& path) {
        const engine::RunFolder run = engine::RunFolder::open(path.toStdString());
        if (const std::filesystem::path aside = engine::setDamagedNotesAside(run); !aside.empty())
            tell_(tr("The notes of %1 were damaged; what was there is kept in %2.")
                      .arg(QFileInfo(path).fileName(), QString::fromStdString(aside.filename().string())));
        engine::RunNotes had = engine::readNotes(run);
        engine::writeNotes(run, notes);
        before = std::move(had);
    });
    return before;
}

}  // namespace isthmus::app
