#include "app/studio/main_window.h"

#include "app/studio/commands.h"
#include "app/studio/compare_workspace.h"
#include "app/studio/landscape_workspace.h"
#include "app/studio/panel.h"
#include "app/studio/settings.h"
#include "app/studio/workspace.h"
#include "widgets/figures/editor/figure_editor.h"
#include "widgets/forms/experiment_form.h"
#include "widgets/library/library_panel.h"
#include "widgets/queue/queue_panel.h"
#include "widgets/run/log_view.h"
#include "widgets/run/run_strip.h"
#include "widgets/run/welcome_page.h"
#include "widgets/theme/icons.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QLabel>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolBar>

#include <utility>

namespace isthmus::app {

namespace {

/// Goes up when a panel comes or goes: a layout saved before says nothing of it, and is not restored.
constexpr int workspaceVersion = 1;

}  // namespace

MainWindow::MainWindow(const engine::ExperimentSchema& schema, const engine::OptionSection& charts, Commands& commands,
                       Settings& settings)
    : settings_(settings),
      stack_(new QStackedWidget),
      welcome_(new widgets::WelcomePage),
      tabs_(new QTabWidget),
      workspace_(new Workspace),
      landscape_(new LandscapeWorkspace(charts)),
      comparison_(new CompareWorkspace),
      figures_(new widgets::FigureEditor(widgets::figureSchema(charts)))
{
    setWindowTitle(tr("Isthmus"));
    setWindowIcon(widgets::applicationIcon());
    setDockNestingEnabled(true);
    stack_->addWidget(welcome_);
    tabs_->setDocumentMode(true);
    tabs_->addTab(workspace_, widgets::icon(QStringLiteral("curve")), tr("Training"));
    tabs_->addTab(landscape_, widgets::icon(QStringLiteral("landscape")), tr("Landscape"));
    tabs_->addTab(comparison_, widgets::icon(QStringLiteral("compare")), tr("Compare"));
    tabs_->addTab(figures_, widgets::icon(QStringLiteral("figure")), tr("Figures"));
    stack_->addWidget(tabs_);
    setCentralWidget(stack_);
    addToolBarRow(commands);
    addPanels(schema);
    addMenus(commands);
    machine_ = new QLabel;
    machine_->setObjectName(QStringLiteral("machine"));
    machine_->setContentsMargins(8, 0, 8, 0);
    statusBar()->addPermanentWidget(machine_);
    resize(1440, 900);
    resetLayout();
    restoreLayout();
    connect(tabs_, &QTabWidget::currentChanged, this, &MainWindow::makeRoom);
}

void MainWindow::addToolBarRow(Commands& commands)
{
    auto* bar = new QToolBar(tr("Run"));
    bar->setObjectName(QStringLiteral("run-toolbar"));
    bar->setMovable(false);
    bar->setIconSize({16, 16});
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (const Command command :
         {Command::Start, Command::Sweep, Command::Pause, Command::NextTask, Command::Stop, Command::Branch})
        bar->addAction(commands.action(command));
    bar->addSeparator();
    strip_ = new widgets::RunStrip;
    bar->addWidget(strip_);
    addToolBar(bar);
}

void MainWindow::addPanels(const engine::ExperimentSchema& schema)
{
    form_ = new widgets::ExperimentForm(schema);
    formPanel_ = makePanel(this, QStringLiteral("experiment"), tr("Experiment"), form_, PanelTitle::Bar);
    library_ = new widgets::LibraryPanel;
    libraryPanel_ = makePanel(this, QStringLiteral("library"), tr("Runs"), library_, PanelTitle::Bar);
    log_ = new widgets::LogView;
    logPanel_ = makePanel(this, QStringLiteral("log"), tr("Log"), log_, PanelTitle::Bar);
    queuePanel_ = makePanel(this, QStringLiteral("queue"), tr("Queue"), new widgets::QueuePanel, PanelTitle::Bar);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
}

void MainWindow::addMenus(Commands& commands)
{
    const auto fill = [&](QMenu* menu, std::initializer_list<Command> entries) {
        for (const Command entry : entries)
            menu->addAction(commands.action(entry));
    };
    QMenu* file = menuBar()->addMenu(tr("&File"));
    fill(file, {Command::NewExperiment, Command::OpenExperiment, Command::SaveExperiment});
    file->addSeparator();
    fill(file, {Command::OpenRun, Command::CompareRuns, Command::ShowRunFolder});
    file->addSeparator();
    fill(file, {Command::ChooseDataDir, Command::ChooseRunsDir});
    file->addSeparator();
    fill(file, {Command::Quit});
    fill(menuBar()->addMenu(tr("&Edit")), {Command::Undo, Command::Redo});
    QMenu* run = menuBar()->addMenu(tr("&Run"));
    fill(run, {Command::Start, Command::Sweep, Command::NextExperiment});
    run->addSeparator();
    fill(run, {Command::Pause, Command::NextTask, Command::Stop, Command::ResumeRun});
    run->addSeparator();
    fill(run, {Command::Branch});

    QMenu* view = menuBar()->addMenu(tr("&View"));
    view->addAction(formPanel_->toggleViewAction());
    view->addAction(libraryPanel_->toggleViewAction());
    view->addActions(workspace_->panelActions());
    view->addMenu(tr("&Landscape"))->addActions(landscape_->panelActions());
    view->addMenu(tr("&Compare"))->addActions(comparison_->panelActions());
    view->addAction(logPanel_->toggleViewAction());
    view->addAction(queuePanel_->toggleViewAction());
    view->addSeparator();
    fill(view, {Command::ResetLayout});
    QMenu* theme = view->addMenu(tr("&Theme"));
    auto* themes = new QActionGroup(this);
    for (const Command entry : {Command::SystemTheme, Command::LightTheme, Command::DarkTheme}) {
        QAction* action = commands.action(entry);
        action->setCheckable(true);
        themes->addAction(action);
        theme->addAction(action);
    }
    fill(menuBar()->addMenu(tr("&Help")), {Command::About});
}

void MainWindow::showWelcome() { stack_->setCurrentWidget(welcome_); }

void MainWindow::showWorkspace() { stack_->setCurrentWidget(tabs_); }

void MainWindow::showComparison()
{
    showWorkspace();
    tabs_->setCurrentWidget(comparison_);
}

void MainWindow::showFigures()
{
    showWorkspace();
    tabs_->setCurrentWidget(figures_);
}

void MainWindow::makeRoom()
{
    for (QDockWidget* panel : std::exchange(madeRoom_, {}))
        panel->show();
    const QWidget* tab = tabs_->currentWidget();
    QList<QDockWidget*> away;
    if (tab != workspace_)
        away << formPanel_;
    if (tab == landscape_)
        away << libraryPanel_;  // elsewhere runs are taken from it
    for (QDockWidget* panel : away)
        if (!panel->isHidden() && !panel->isFloating()) {
            panel->hide();
            madeRoom_ << panel;
        }
}

void MainWindow::resetLayout()
{
    addDockWidget(Qt::LeftDockWidgetArea, formPanel_);
    addDockWidget(Qt::BottomDockWidgetArea, logPanel_);
    addDockWidget(Qt::BottomDockWidgetArea, queuePanel_);
    splitDockWidget(formPanel_, libraryPanel_, Qt::Vertical);
    for (QDockWidget* panel : {formPanel_, libraryPanel_, logPanel_, queuePanel_}) {
        panel->setFloating(false);
        panel->show();
    }
    tabifyDockWidget(logPanel_, queuePanel_);
    logPanel_->raise();
    madeRoom_.clear();
    makeRoom();
    resizeDocks({formPanel_}, {336}, Qt::Horizontal);
    resizeDocks({formPanel_, libraryPanel_}, {3, 2}, Qt::Vertical);
    resizeDocks({logPanel_}, {120}, Qt::Vertical);
    workspace_->resetLayout();
    landscape_->resetLayout();
    comparison_->resetLayout();
}

void MainWindow::restoreLayout()
{
    restoreGeometry(settings_.windowGeometry());
    restoreState(settings_.windowState());
    workspace_->restoreState(settings_.workspaceState(), workspaceVersion);
    library_->restoreState(settings_.libraryState());
    landscape_->restoreLayout(settings_.landscapeState(), workspaceVersion);
    comparison_->restoreLayout(settings_.comparisonState(), workspaceVersion);
}

void MainWindow::showQueue()
{
    queuePanel_->show();
    queuePanel_->raise();
}

void MainWindow::setMachineText(const QString& text) { machine_->setText(text); }

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (mayClose_ && !mayClose_()) {
        event->ignore();
        return;
    }
    for (QDockWidget* panel : std::exchange(madeRoom_, {}))
        panel->show();  // as it is to be found again
    settings_.setLibraryState(library_->saveState());
    settings_.setLayout(saveGeometry(), saveState(), workspace_->saveState(workspaceVersion),
                        landscape_->saveState(workspaceVersion));
    settings_.setComparisonState(comparison_->saveLayout(workspaceVersion));
    event->accept();
}

}  // namespace isthmus::app
