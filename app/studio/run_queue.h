#pragma once
#include "engine/runs/session.h"
#include "engine/runs/sweep.h"
#include "widgets/queue/queue_entry.h"

#include <QLockFile>
#include <QObject>

#include <memory>
#include <optional>

namespace isthmus::app {

/// Where a run that is a branch begins.
struct BranchPlan {
    std::string parent;  ///< its run folder
    int afterTask = 0;
    std::vector<std::string> settings;  ///< "training.learning_rate=0.01"
};

/// One run of the queue.
struct QueuedRun {
    widgets::QueueEntry shown;
    engine::Json experiment;  ///< resolved, with one seed
    engine::Json form;        ///< what the form shows of it: the experiment with all its seeds
    std::filesystem::path runsDir;
    std::optional<BranchPlan> branch = {};
    quint64 series = 0;  ///< those that were queued together have the same
};

/// The runs that go on, wait and have ended, in their order, one at a time. Written to a file, whole, at every change: what had
/// not ended when the program did is on hold when it starts again.
class RunQueue final : public QObject {
    Q_OBJECT
public:
    /// `file` empty: kept in memory alone. So it is, too, when another studio has the file; `problem` then says so.
    explicit RunQueue(const std::filesystem::path& file, QObject* parent = nullptr);

    QList<widgets::QueueEntry> entries() const;
    /// The one that runs; null: none of the queue.
    const QueuedRun* current() const;
    const QueuedRun* runIn(const QString& folder) const;  ///< null: none of the queue
    bool hasNext() const;                                 ///< one waits that is not on hold
    int waiting() const;                                  ///< those on hold among them
    QString problem() const { return problem_; }

    /// Behind all others; returns how many. What they have in common is the form's content.
    int add(const std::vector<engine::SweepRun>& runs, const engine::Json& form, const std::filesystem::path& runsDir);
    void addBranch(const engine::Experiment& experiment, BranchPlan plan, const std::filesystem::path& runsDir);

    /// The first that waits begins. Asks for hasNext(). With a folder it had begun before: it is to be resumed.
    const QueuedRun& next();
    void setFolder(const QString& folder);  ///< of the one that runs
    /// The one that runs has ended. `goesOn`: it was interrupted by the end of the program, and waits again.
    void end(const engine::RunOutcome& outcome, bool goesOn);

    void hold();  ///< what waits waits for goOn()
    void goOn();
    /// Before the entry that is in this row now; among those that wait.
    void move(quint64 id, int row);
    void remove(const QList<quint64>& ids);  ///< what runs stays
    void clearFinished();

    /// The seeds that the present run was queued with, and its place among them from 1; empty unless they differ in that alone.
    std::vector<std::uint64_t> seeds() const;
    std::size_t position() const;
    /// Of the runs that went on without a pause between them: how many have begun, and a line for each that diverged or failed,
    /// "Seed 7 diverged: …".
    int begun() const { return static_cast<int>(unbroken_.size()); }
    QStringList mishaps() const;
    void beginAnew();  ///< the next run is the first of such a row

Q_SIGNALS:
    void changed();

private:
    QList<QueuedRun>::iterator running();
    std::vector<const QueuedRun*> seriesOf(quint64 series) const;
    void append(QueuedRun run);
    const QueuedRun* latest() const;
    void save();
    void read();

    std::filesystem::path file_;
    std::unique_ptr<QLockFile> lock_;
    QString problem_;
    QList<QueuedRun> runs_;
    quint64 lastId_ = 0;
    QList<quint64> unbroken_;
};

}  // namespace isthmus::app
