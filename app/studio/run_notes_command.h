#pragma once
#include "app/studio/run_watch.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUndoCommand>

#include <utility>

namespace isthmus::app {

/// Gives a run the tags and the note that it had before, and the new ones again; it has these when it is made.
class RunNotesCommand final : public QUndoCommand {
    Q_DECLARE_TR_FUNCTIONS(isthmus::app::RunNotesCommand)
public:
    RunNotesCommand(RunWatch& runs, const QString& folder, engine::RunNotes before, engine::RunNotes after)
        : QUndoCommand(tr("tags and note of %1").arg(QFileInfo(folder).fileName())),
          runs_(runs),
          folder_(folder),
          before_(std::move(before)),
          after_(std::move(after))
    {
    }

    void redo() override
    {
        if (std::exchange(undone_, false))  // not when the history takes it in
            runs_.setNotes(folder_, after_);
    }
    void undo() override
    {
        undone_ = true;
        runs_.setNotes(folder_, before_);
    }

private:
    RunWatch& runs_;
    QString folder_;
    engine::RunNotes before_;
    engine::RunNotes after_;
    bool undone_ = false;
};

}  // namespace isthmus::app
