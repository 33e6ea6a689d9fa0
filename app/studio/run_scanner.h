#pragma once
#include "app/studio/mailbox.h"
#include "engine/runs/run_library.h"
#include "engine/runs/run_notes.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <optional>

class QFileSystemWatcher;
class QTimer;

namespace isthmus::app {

/// What a folder of runs held at one moment.
struct RunsSeen {
    engine::RunRecords runs;
    QString folder;
};
using RunsSeenPtr = std::shared_ptr<const RunsSeen>;

/// The part of RunWatch that touches the disk; lives in a thread of its own, where everything but the constructor is called.
class RunScanner final : public QObject {
public:
    using Tell = std::function<void(const QString& problem)>;

    /// Both may be used from any thread.
    RunScanner(Mailbox<RunsSeenPtr>& found, Tell tell);

    void look(const QString& folder);  ///< there from now on
    void scan();
    /// Returns those that were moved.
    QStringList moveToTrash(const QStringList& folders);
    void restore(const QStringList& folders);
    /// Returns those that the run had before; nothing when they could not be written.
    std::optional<engine::RunNotes> setNotes(const QString& folder, const engine::RunNotes& notes);

private:
    void watch();
    void each(const QStringList& folders, const std::function<void(const QString& folder)>& act);

    Mailbox<RunsSeenPtr>& found_;
    Tell tell_;
    QString folder_;
    engine::RunLibrary library_;
    RunsSeenPtr seen_;
    QHash<QString, std::filesystem::path> trashed_;  ///< where the runs lie that were moved
    QFileSystemWatcher* watcher_ = nullptr;
    QTimer* soon_ = nullptr;  ///< several changes at once are looked at once
    QTimer* poll_ = nullptr;  ///< for what no notification comes of: other machines, files that grow
};

}  // namespace isthmus::app
