#pragma once
#include "app/studio/run_watch.h"

#include <QCoreApplication>
#include <QUndoCommand>

#include <utility>

namespace isthmus::app {

/// Moves runs from the trash and into it again; they lie there when it is made.
class RunTrashCommand final : public QUndoCommand {
    Q_DECLARE_TR_FUNCTIONS(isthmus::app::RunTrashCommand)
public:
    RunTrashCommand(RunWatch& runs, const QStringList& folders)
        : QUndoCommand(tr("moving %n run(s) to the trash", nullptr, static_cast<int>(folders.size()))),
          runs_(runs),
          folders_(folders)
    {
    }

    void redo() override
    {
        if (std::exchange(undone_, false))  // not when the history takes it in
            runs_.moveToTrash(folders_);
    }
    void undo() override
    {
        undone_ = true;
        runs_.restore(folders_);
    }

private:
    RunWatch& runs_;
    QStringList folders_;
    bool undone_ = false;
};

}  // namespace isthmus::app
