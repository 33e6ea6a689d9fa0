#pragma once
#include <QAction>
#include <QHash>
#include <QObject>

namespace isthmus::app {

/// What the user can do, wherever it is offered: menus, toolbar, keys.
enum class Command {
    NewExperiment,
    OpenExperiment,
    SaveExperiment,
    OpenRun,
    CompareRuns,
    ShowRunFolder,
    ChooseDataDir,
    ChooseRunsDir,
    Quit,
    Undo,
    Redo,
    Start,
    Sweep,
    Branch,
    NextExperiment,
    Pause,
    NextTask,
    Stop,
    ResumeRun,
    ShowTraining,
    ShowLandscape,
    ShowComparison,
    ShowFigures,
    SaveLayout,
    ResetLayout,
    LightTheme,
    DarkTheme,
    SystemTheme,
    Handbook,
    WhatIsThis,
    FindCommand,
    Shortcuts,
    About,
};

/// The actions of the table in commands.cpp: id, text, tip, icon, shortcut, each declared once.
class Commands final : public QObject {
    Q_OBJECT
public:
    explicit Commands(QObject* parent = nullptr);

    QAction* action(Command command) const { return actions_.value(command); }

    /// What the command does.
    template <typename Slot>
    void on(Command command, QObject* context, Slot slot) const
    {
        QObject::connect(action(command), &QAction::triggered, context, slot);
    }

private:
    QHash<Command, QAction*> actions_;
};

}  // namespace isthmus::app
