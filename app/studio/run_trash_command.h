#pragma once
#include "app/studio/run_watch.h"

#include <QCoreApplication>
#include <QUndoCommand>

namespace isthmus::app {

/// Moves runs to the trash, and back.
class RunTrashCommand final : public QUndoCommand {
    Q_DECLARE_TR_FUNCTIONS(isthmus::app::RunTrashCommand)
public:
    RunTrashCommand(RunWatch& runs, const QStringList& folders)
        : QUndoCommand(tr("moving %n run(s) to the trash", nullptr, static_cast<int>(folders.size()))),
          runs_(runs),
          folders_(folders)
    {
    }

    void redo() override { runs_.moveToTrash(folders_); }
    void undo() override { runs_.restore(folders_); }

private:
    RunWatch& runs_;
    QStringList folders_;
};

}  // namespace isthmus::app
