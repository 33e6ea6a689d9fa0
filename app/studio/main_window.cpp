#include "app/studio/main_window.h"

#include "app/studio/commands.h"
#include "app/studio/compare_workspace.h"
#include "app/studio/handbook_place.h"
#include "app/studio/landscape_workspace.h"
#include "app/studio/panel.h"
#include "app/studio/panel_key.h"
#include "app/studio/settings.h"
#include "app/studio/workspace.h"
#include "widgets/figures/editor/figure_editor.h"
#include "widgets/forms/experiment_form.h"
#include "widgets/forms/preset_button.h"
#include "widgets/library/library_panel.h"
#include "widgets/queue/queue_panel.h"
#include "widgets/run/log_view.h"
#include "widgets/run/notice_bar.h"
#include "widgets/run/run_strip.h"
#include "widgets/run/welcome_page.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QCloseEvent>
#include <QLabel>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>
#include <QVBoxLayout>

#include <utility>

namespace isthmus::app {

namespace {

/// Beside the panels on the left. The landscape asks for more, and has it: there they make room.
constexpr int narrowestViews = 740;

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
      figures_(new widgets::FigureEditor(widgets::figureSchema(charts))),
      notice_(new widgets::NoticeBar)
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
    tabs_->setAccessibleName(tr("Views"));
    tabs_->setFocusPolicy(Qt::NoFocus);
    tabs_->tabBar()->setFocusPolicy(Qt::TabFocus);  // which it gave up with its frame
    tabs_->setMinimumWidth(narrowestViews);
    stack_->addWidget(tabs_);
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(notice_);
    column->addWidget(stack_, 1);
    setCentralWidget(middle);
    addToolBarRow(commands);
    addPanels(schema);
    addMenus(commands);
    machine_ = new QLabel;
    machine_->setObjectName(QStringLiteral("machine"));
    machine_->setContentsMargins(8, 0, 8, 0);
    statusBar()->addPermanentWidget(machine_);
    resize(QSize(1440, 900).boundedTo(screen()->availableSize()));
    resetLayout();
    restoreLayout();
    connect(tabs_, &QTabWidget::currentChanged, this, &MainWindow::makeRoom);
    connect(tabs_, &QTabWidget::currentChanged, this, &MainWindow::viewChanged);
    connect(stack_, &QStackedWidget::currentChanged, this, &MainWindow::viewChanged);
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
    presets_ = new widgets::PresetButton;
    auto* experiment = new QWidget;
    auto* column = new QVBoxLayout(experiment);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(presets_);
    column->addWidget(form_, 1);
    formPanel_ = makePanel(this, QStringLiteral("experiment"), tr("Experiment"), experiment, PanelTitle::Bar);
    library_ = new widgets::LibraryPanel;
    libraryPanel_ = makePanel(this, QStringLiteral("library"), tr("Runs"), library_, PanelTitle::Bar);
    log_ = new widgets::LogView;
    logPanel_ = makePanel(this, QStringLiteral("log"), tr("Log"), log_, PanelTitle::Bar);
    queuePanel_ = makePanel(this, QStringLiteral("queue"), tr("Queue"), new widgets::QueuePanel, PanelTitle::Bar);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    int digit = 1;
    for (QDockWidget* panel : {formPanel_, libraryPanel_, logPanel_, queuePanel_}) {
        new PanelKey(panel, QKeySequence(QStringLiteral("Alt+%1").arg(digit++)));
        // Whoever shows it although it makes room, and closes it again, does not want it back with another view.
        connect(panel->toggleViewAction(), &QAction::triggered, this, [this, panel] { madeRoom_.removeOne(panel); });
    }
    const std::pair<QWidget*, const char*> pages[] = {{formPanel_, "studio.md#the-form"},
                                                      {libraryPanel_, "library.md"},
                                                      {queuePanel_, "queue.md"},
                                                      {workspace_, "studio.md#reading-the-plots"},
                                                      {landscape_, "studio.md#the-landscape"},
                                                      {comparison_, "compare.md"},
                                                      {figures_, "figures.md"},
                                                      {logPanel_, "studio.md#the-window"},
                                                      {welcome_, "index.md#the-first-ten-minutes"}};
    for (const auto& [widget, page] : pages)
        setHandbookPlace(*widget, QLatin1String(page));
}

void MainWindow::showWelcome() { stack_->setCurrentWidget(welcome_); }

void MainWindow::showWorkspace() { stack_->setCurrentWidget(tabs_); }

void MainWindow::showTab(QWidget& tab)
{
    showWorkspace();
    tabs_->setCurrentWidget(&tab);
}

void MainWindow::enterView() { focusInto(*tabs_->currentWidget()); }

void MainWindow::enterForm()
{
    showTraining();
    formPanel_->show();
    formPanel_->raise();
    form_->begin();
}

void MainWindow::showTraining() { showTab(*workspace_); }
void MainWindow::showLandscape() { showTab(*landscape_); }
void MainWindow::showComparison() { showTab(*comparison_); }
void MainWindow::showFigures() { showTab(*figures_); }

bool MainWindow::showsFigures() const { return stack_->currentWidget() == tabs_ && tabs_->currentWidget() == figures_; }

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
    saveLayout();
    event->accept();
    Q_EMIT closing();
}

}  // namespace isthmus::app
