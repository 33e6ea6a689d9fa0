#pragma once
#include "app/studio/run_scanner.h"

#include <QThread>

namespace isthmus::app {

/// Looks after a folder of runs in a thread of its own, and tells the GUI thread what there is whenever that changes, whoever
/// changed it. What it is asked for is done in the order in which it was asked.
class RunWatch final : public QObject {
    Q_OBJECT
public:
    explicit RunWatch(QObject* parent = nullptr);
    ~RunWatch() override;

    void look(const QString& folder);  ///< there from now on
    /// `moved` is told here which of them it could be done to, unless that was none.
    void moveToTrash(const QStringList& folders, std::function<void(const QStringList& folders)> moved = {});
    void restore(const QStringList& folders);  ///< what moveToTrash() moved
    /// `written` is told here which notes the run had before, when that could be done.
    void setNotes(const QString& folder, const engine::RunNotes& notes,
                  std::function<void(const engine::RunNotes& before)> written = {});

Q_SIGNALS:
    void found(const isthmus::app::RunsSeenPtr& runs);
    void problem(const QString& message);  ///< one line for each run that something could not be done to

private:
    void ask(std::function<void(RunScanner&)> what);

    Mailbox<RunsSeenPtr> mailbox_;
    RunScanner* scanner_;  ///< belongs to the thread
    QThread thread_;
};

}  // namespace isthmus::app
