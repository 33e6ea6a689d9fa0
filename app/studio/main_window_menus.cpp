// The menus of the window, from its commands, its panels and what is remembered.
#include "app/studio/commands.h"
#include "app/studio/compare_workspace.h"
#include "app/studio/landscape_workspace.h"
#include "app/studio/main_window.h"
#include "app/studio/workspace.h"
#include "widgets/commands/choice_menu.h"
#include "widgets/forms/preset_button.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QMenuBar>

namespace isthmus::app {

namespace {

void fill(QMenu* menu, Commands& commands, std::initializer_list<Command> entries)
{
    for (const Command entry : entries)
        menu->addAction(commands.action(entry));
}

}  // namespace

void MainWindow::addMenus(Commands& commands)
{
    addFileMenu(commands);
    fill(menuBar()->addMenu(tr("&Edit")), commands, {Command::Undo, Command::Redo});
    QMenu* run = menuBar()->addMenu(tr("&Run"));
    fill(run, commands, {Command::Start, Command::Sweep, Command::NextExperiment});
    run->addSeparator();
    fill(run, commands, {Command::Pause, Command::NextTask, Command::Stop, Command::ResumeRun});
    run->addSeparator();
    fill(run, commands, {Command::Branch});
    addViewMenu(commands);
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    fill(help, commands, {Command::Handbook, Command::WhatIsThis, Command::FindCommand, Command::Shortcuts});
    help->addSeparator();
    fill(help, commands, {Command::About});
}

void MainWindow::addFileMenu(Commands& commands)
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    fill(file, commands, {Command::NewExperiment});
    file->addMenu(presets_->menu());
    fill(file, commands, {Command::OpenExperiment, Command::SaveExperiment});
    file->addSeparator();
    fill(file, commands, {Command::OpenRun, Command::CompareRuns, Command::ShowRunFolder});
    file->addSeparator();
    const auto addRecent = [&](const QString& title) {
        auto* menu = new widgets::ChoiceMenu(title, this);
        file->addMenu(menu);
        return menu;
    };
    recentRuns_ = addRecent(tr("Re&cent runs"));
    recentExperiments_ = addRecent(tr("Recent &experiments"));
    recentFigures_ = addRecent(tr("Recent f&igures"));
    file->addSeparator();
    fill(file, commands, {Command::ChooseDataDir, Command::ChooseRunsDir});
    file->addSeparator();
    fill(file, commands, {Command::Quit});
}

void MainWindow::addViewMenu(Commands& commands)
{
    QMenu* view = menuBar()->addMenu(tr("&View"));
    fill(view, commands, {Command::ShowTraining, Command::ShowLandscape, Command::ShowComparison, Command::ShowFigures});
    view->addSeparator();
    for (const QDockWidget* panel : {formPanel_, libraryPanel_, logPanel_, queuePanel_})
        view->addAction(panel->toggleViewAction());
    view->addMenu(tr("Panels of &Training"))->addActions(workspace_->panelActions());
    view->addMenu(tr("Panels of &Landscape"))->addActions(landscape_->panelActions());
    view->addMenu(tr("Panels of &Compare"))->addActions(comparison_->panelActions());
    view->addSeparator();
    QMenu* layouts = view->addMenu(tr("La&youts"));
    fill(layouts, commands, {Command::SaveLayout, Command::ResetLayout});
    layouts->addSeparator();
    chosenLayout_ = new widgets::ChoiceMenu(tr("&Choose"), this);
    layouts->addMenu(chosenLayout_);
    deletedLayout_ = new widgets::ChoiceMenu(tr("&Delete"), this);
    layouts->addMenu(deletedLayout_);
    QMenu* theme = view->addMenu(tr("&Theme"));
    auto* themes = new QActionGroup(this);
    for (const Command entry : {Command::SystemTheme, Command::LightTheme, Command::DarkTheme}) {
        QAction* action = commands.action(entry);
        action->setCheckable(true);
        themes->addAction(action);
        theme->addAction(action);
    }
}

}  // namespace isthmus::app
