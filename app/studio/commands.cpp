#include "app/studio/commands.h"

#include "widgets/theme/icons.h"

#include <QAction>

namespace isthmus::app {

namespace {

struct Row {
    Command command;
    const char* id;
    const char* text;
    const char* tip;
    const char* icon;
    const char* shortcut;
};

constexpr Row table[] = {
    {Command::NewExperiment, "new-experiment", QT_TRANSLATE_NOOP("Commands", "&New experiment"),
     QT_TRANSLATE_NOOP("Commands", "Fill the form with the defaults"), "new", "Ctrl+N"},
    {Command::OpenExperiment, "open-experiment", QT_TRANSLATE_NOOP("Commands", "&Open experiment…"),
     QT_TRANSLATE_NOOP("Commands", "Fill the form from an experiment file"), "open", "Ctrl+O"},
    {Command::SaveExperiment, "save-experiment", QT_TRANSLATE_NOOP("Commands", "&Save experiment…"),
     QT_TRANSLATE_NOOP("Commands", "Write the form to an experiment file"), "save", "Ctrl+S"},
    {Command::OpenRun, "open-run", QT_TRANSLATE_NOOP("Commands", "Open &run…"),
     QT_TRANSLATE_NOOP("Commands", "Show a run from its folder"), "open", "Ctrl+Shift+O"},
    {Command::CompareRuns, "compare-runs", QT_TRANSLATE_NOOP("Commands", "&Compare runs…"),
     QT_TRANSLATE_NOOP("Commands", "Put runs beside each other: a run folder, or a folder that holds several"), "compare",
     "Ctrl+Shift+C"},
    {Command::ShowRunFolder, "show-run-folder", QT_TRANSLATE_NOOP("Commands", "Show run &folder"),
     QT_TRANSLATE_NOOP("Commands", "Open the shown run's folder in the file manager"), nullptr, "Ctrl+Shift+F"},
    {Command::ChooseDataDir, "choose-data-dir", QT_TRANSLATE_NOOP("Commands", "&Data folder…"),
     QT_TRANSLATE_NOOP("Commands", "Say where data sets are, laid out as torchvision's root folder"), nullptr, ""},
    {Command::ChooseRunsDir, "choose-runs-dir", QT_TRANSLATE_NOOP("Commands", "R&uns folder…"),
     QT_TRANSLATE_NOOP("Commands", "Say where runs are kept: the library shows those there, and new ones are made there"),
     nullptr, ""},
    {Command::Quit, "quit", QT_TRANSLATE_NOOP("Commands", "&Quit"), QT_TRANSLATE_NOOP("Commands", "Close the studio"), nullptr,
     "Ctrl+Q"},
    {Command::Undo, "undo", QT_TRANSLATE_NOOP("Commands", "&Undo"), "", nullptr, "Ctrl+Z"},
    {Command::Redo, "redo", QT_TRANSLATE_NOOP("Commands", "&Redo"), "", nullptr, "Ctrl+Shift+Z"},
    {Command::Start, "start", QT_TRANSLATE_NOOP("Commands", "&Start"),
     QT_TRANSLATE_NOOP("Commands", "Train the experiment in the form"), "start", "F5"},
    {Command::Sweep, "sweep", QT_TRANSLATE_NOOP("Commands", "S&weep…"),
     QT_TRANSLATE_NOOP("Commands", "Queue the experiment with several values of options"), "sweep", "Shift+F5"},
    {Command::Branch, "branch", QT_TRANSLATE_NOOP("Commands", "&Branch…"),
     QT_TRANSLATE_NOOP("Commands", "Begin a run with the first tasks of the shown one, and go on as the form says"), "branch",
     "Ctrl+B"},
    {Command::NextExperiment, "next-experiment", QT_TRANSLATE_NOOP("Commands", "Prepare ne&xt"),
     QT_TRANSLATE_NOOP("Commands", "Edit another experiment while this one runs, to add it to the queue"), "new", "Ctrl+E"},
    {Command::Pause, "pause", QT_TRANSLATE_NOOP("Commands", "&Pause"),
     QT_TRANSLATE_NOOP("Commands", "Wait after the current step, or go on"), "pause", "F6"},
    {Command::NextTask, "next-task", QT_TRANSLATE_NOOP("Commands", "&Next task"),
     QT_TRANSLATE_NOOP("Commands", "Go on to the end of the task, then pause"), "next-task", "F7"},
    {Command::Stop, "stop", QT_TRANSLATE_NOOP("Commands", "S&top"),
     QT_TRANSLATE_NOOP("Commands", "End training here; the run can be resumed"), "stop", "F8"},
    {Command::ResumeRun, "resume-run", QT_TRANSLATE_NOOP("Commands", "&Resume run"),
     QT_TRANSLATE_NOOP("Commands", "Go on with the shown run from where it was interrupted"), "running", "F9"},
    {Command::ShowTraining, "show-training", QT_TRANSLATE_NOOP("Commands", "&Training"),
     QT_TRANSLATE_NOOP("Commands", "Show the plots of the run"), "curve", "Ctrl+1"},
    {Command::ShowLandscape, "show-landscape", QT_TRANSLATE_NOOP("Commands", "La&ndscape"),
     QT_TRANSLATE_NOOP("Commands", "Show the run's landscape"), "landscape", "Ctrl+2"},
    {Command::ShowComparison, "show-comparison", QT_TRANSLATE_NOOP("Commands", "&Compare"),
     QT_TRANSLATE_NOOP("Commands", "Show runs beside each other"), "compare", "Ctrl+3"},
    {Command::ShowFigures, "show-figures", QT_TRANSLATE_NOOP("Commands", "&Figures"),
     QT_TRANSLATE_NOOP("Commands", "Show the figure at hand"), "figure", "Ctrl+4"},
    {Command::SaveLayout, "save-layout", QT_TRANSLATE_NOOP("Commands", "&Save layout as…"),
     QT_TRANSLATE_NOOP("Commands", "Keep the places of all panels under a name"), "save", "Ctrl+Shift+L"},
    {Command::ResetLayout, "reset-layout", QT_TRANSLATE_NOOP("Commands", "&Reset layout"),
     QT_TRANSLATE_NOOP("Commands", "Put every panel back in its place"), "reset", "Ctrl+Shift+R"},
    {Command::LightTheme, "light-theme", QT_TRANSLATE_NOOP("Commands", "&Light"), "", nullptr, ""},
    {Command::DarkTheme, "dark-theme", QT_TRANSLATE_NOOP("Commands", "&Dark"), "", nullptr, ""},
    {Command::SystemTheme, "system-theme", QT_TRANSLATE_NOOP("Commands", "As the &system"), "", nullptr, ""},
    {Command::Handbook, "show-handbook", QT_TRANSLATE_NOOP("Commands", "&Handbook"),
     QT_TRANSLATE_NOOP("Commands", "Open the handbook where it speaks of what has the focus"), "info", "F1"},
    {Command::WhatIsThis, "what-is-this", QT_TRANSLATE_NOOP("Commands", "&What is this?"),
     QT_TRANSLATE_NOOP("Commands", "Show the tip of what has the focus, such as the help of an option"), nullptr, "Shift+F1"},
    {Command::FindCommand, "find-command", QT_TRANSLATE_NOOP("Commands", "&Find command…"),
     QT_TRANSLATE_NOOP("Commands", "Find a command by some of its letters, and run it"), "find", "Ctrl+Shift+P"},
    {Command::Shortcuts, "show-shortcuts", QT_TRANSLATE_NOOP("Commands", "&Keyboard shortcuts"),
     QT_TRANSLATE_NOOP("Commands", "Show every key"), nullptr, "Ctrl+?"},
    {Command::About, "about", QT_TRANSLATE_NOOP("Commands", "&About Isthmus"), "", nullptr, ""},
};

}  // namespace

Commands::Commands(QObject* parent) : QObject(parent)
{
    for (const Row& row : table) {
        auto* action = new QAction(tr(row.text), this);
        action->setObjectName(QLatin1String(row.id));
        const QKeySequence shortcut{QLatin1String(row.shortcut)};
        action->setShortcut(shortcut);
        const QString tip = tr(row.tip);
        action->setStatusTip(tip);
        if (!tip.isEmpty())
            action->setToolTip(shortcut.isEmpty() ? tip : tr("%1 (%2)").arg(tip, shortcut.toString(QKeySequence::NativeText)));
        if (row.icon)
            action->setIcon(widgets::icon(QLatin1String(row.icon)));
        actions_.insert(row.command, action);
    }
}

}  // namespace isthmus::app
