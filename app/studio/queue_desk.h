#pragma once
#include "app/studio/branch_reader.h"
#include "app/studio/run_queue.h"
#include "engine/results/run_snapshot.h"

class QWidget;

namespace isthmus::app {

/// What happens at the queue's panel and in the dialogs that fill it: sweeps and branches. It says when something has been
/// added or is to go on; the studio begins the runs.
class QueueDesk final : public QObject {
    Q_OBJECT
public:
    /// `file`: where the queue is kept; `runsDir`: where new runs are made.
    QueueDesk(QWidget& window, const std::filesystem::path& file, std::filesystem::path runsDir);

    void setRunsDir(const std::filesystem::path& runsDir) { runsDir_ = runsDir; }

    RunQueue& queue() { return queue_; }
    const RunQueue& queue() const { return queue_; }

    /// Queues the form's experiment, once for each of its seeds. Throws engine::Error.
    void addExperiment(const engine::Json& given);
    /// Asks for the options to go over. `like`: a run of which it is known how long it took; may be null.
    void askForSweep(const engine::Json& given, const engine::RunSnapshotPtr& like, bool runNow);
    /// Asks where to branch off the run in `folder`; what changes is what `given` says otherwise.
    void askForBranch(const QString& folder, const engine::Json& given, bool runNow);

Q_SIGNALS:
    void added();
    void cancelRequested();  ///< of the run that goes on
    void openRequested(const QString& folder);
    void problem(const QString& title, const QString& message);

private:
    void wirePanel();
    void showBranchDialog(const BranchPointsPtr& points);
    void addBranch(const BranchPoints& points, int afterTask, const QString& name);

    QWidget& window_;
    std::filesystem::path runsDir_;
    RunQueue queue_;
    BranchReader branchReader_;
    engine::Json wanted_;  ///< the form's experiment, of the branch asked for
    bool runNow_ = false;
};

}  // namespace isthmus::app
