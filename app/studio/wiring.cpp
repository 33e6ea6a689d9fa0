#include "app/studio/wiring.h"

#include "app/studio/camera_command.h"
#include "app/studio/comfort_wiring.h"
#include "app/studio/commands.h"
#include "app/studio/compare_workspace.h"
#include "app/studio/figure_wiring.h"
#include "app/studio/landscape_export.h"
#include "app/studio/landscape_workspace.h"
#include "app/studio/log_sink.h"
#include "app/studio/main_window.h"
#include "app/studio/settings.h"
#include "app/studio/studio.h"
#include "app/studio/workspace.h"
#include "widgets/commands/menu_entries.h"
#include "widgets/figures/editor/figure_editor.h"
#include "widgets/forms/experiment_form.h"
#include "widgets/library/library_panel.h"
#include "widgets/plots/file_question.h"
#include "widgets/run/log_view.h"
#include "widgets/run/run_strip.h"
#include "widgets/run/welcome_page.h"

#include <spdlog/spdlog.h>

#include <QAction>
#include <QDesktopServices>
#include <QFileDialog>
#include <QPointer>
#include <QUndoGroup>
#include <QUrl>

namespace isthmus::app {

namespace {

void wireFiles(MainWindow& window, Commands& commands, Studio& studio)
{
    const QString json = MainWindow::tr("Experiments (*.json)");
    const auto begin = [&] {
        studio.newExperiment();
        if (studio.formIsFree())
            window.enterForm();
    };
    commands.on(Command::NewExperiment, &studio, begin);
    commands.on(Command::OpenExperiment, &studio, [&, json] {
        if (const QString file = QFileDialog::getOpenFileName(&window, MainWindow::tr("Open experiment"), {}, json);
            !file.isEmpty())
            studio.openExperiment(file);
    });
    commands.on(Command::SaveExperiment, &studio, [&, json] {
        const QString file =
            widgets::askWhereToWrite(&window, MainWindow::tr("Save experiment"), QStringLiteral("experiment.json"), json);
        if (!file.isEmpty())
            studio.saveExperiment(file);
    });
    const auto openRun = [&] {
        if (const QString folder = QFileDialog::getExistingDirectory(&window, MainWindow::tr("Open run")); !folder.isEmpty())
            studio.openRun(folder);
    };
    commands.on(Command::OpenRun, &studio, openRun);
    commands.on(Command::ShowRunFolder, &studio,
                [&] { QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(studio.shown()->folder))); });
    commands.on(Command::ChooseDataDir, &studio, [&] {
        const QString folder = QFileDialog::getExistingDirectory(&window, MainWindow::tr("Data folder"),
                                                                 QString::fromStdString(studio.dataDir().string()));
        if (!folder.isEmpty())
            studio.chooseDataDir(folder);
    });
    QObject::connect(&window.welcome(), &widgets::WelcomePage::demonstrationRequested, &studio, &Studio::runDemonstration);
    QObject::connect(&window.welcome(), &widgets::WelcomePage::newExperimentRequested, &studio, begin);
    QObject::connect(&window.welcome(), &widgets::WelcomePage::openRunRequested, &studio, openRun);
    QObject::connect(&window.welcome(), &widgets::WelcomePage::recentRequested, &studio, &Studio::openRun);
}

void wireRun(MainWindow& window, Commands& commands, Studio& studio)
{
    commands.on(Command::Start, &studio, [&] { studio.start(); });
    commands.on(Command::Sweep, &studio, [&] { studio.sweep(); });
    commands.on(Command::Branch, &studio, [&] { studio.branch(); });
    commands.action(Command::NextExperiment)->setCheckable(true);
    QObject::connect(commands.action(Command::NextExperiment), &QAction::triggered, &studio, &Studio::prepareNext);
    commands.on(Command::Pause, &studio, [&] { studio.pauseOrGoOn(); });
    commands.on(Command::NextTask, &studio, [&] { studio.nextTask(); });
    commands.on(Command::Stop, &studio, [&] { studio.stop(); });
    commands.on(Command::ResumeRun, &studio, [&] { studio.resumeRun(); });

    TrainingSession& session = studio.session();
    QObject::connect(&session, &TrainingSession::began, &studio, &Studio::showExperiment);
    QObject::connect(&session, &TrainingSession::snapshotChanged, &studio, &Studio::showSnapshot);
    QObject::connect(&session, &TrainingSession::landscapeChanged, &window.workspace(),
                     [&](const engine::LivePicturePtr& picture) { window.workspace().setLine(picture->line); });
    QObject::connect(&session, &TrainingSession::landscapeChanged, &studio.landscapes(), &LandscapeDesk::setLive);
    QObject::connect(&studio, &Studio::snapshotShown, &studio.landscapes(), [&](const engine::RunSnapshotPtr& snapshot) {
        studio.landscapes().setSnapshot(snapshot, studio.training(), studio.givenDataDir());
    });
    QObject::connect(&studio.landscapes(), &LandscapeDesk::problem, &studio, [&](const QString& message) {
        studio.tell(MainWindow::tr("The landscape could not be looked at"), message);
    });
    QObject::connect(&window.workspace(), &Workspace::taskSelected, &window.landscape(), &LandscapeWorkspace::selectTask);
    QObject::connect(&window.landscape(), &LandscapeWorkspace::taskSelected, &window.workspace(), &Workspace::selectTask);
    widgets::LandscapeScene& scene = window.landscape().scene();
    QObject::connect(&scene, &widgets::LandscapeScene::cameraMoved, &studio,
                     [&](const widgets::CameraMove& move) { studio.history().push(new CameraCommand(scene, move)); });
    QObject::connect(&window.landscape(), &LandscapeWorkspace::dataRequested, &studio, [&] {
        exportLandscape(&window, window.landscape().grid(),
                        [tell = QPointer<Studio>(&studio)](const QString& file, const QString& problem) {
                            if (problem.isEmpty())
                                spdlog::info("the landscape is in {}", file.toStdString());
                            else if (tell)
                                tell->tell(MainWindow::tr("Nothing was saved"), problem);
                        });
    });
    QObject::connect(&window.landscape(), &LandscapeWorkspace::animationRequested, &studio, [&] {
        if (const QString folder = QFileDialog::getExistingDirectory(&window, MainWindow::tr("Export animation"));
            !folder.isEmpty())
            window.landscape().exportAnimation(folder);
    });
    QObject::connect(&window.landscape(), &LandscapeWorkspace::animationExported, &studio, [](const QStringList& files) {
        if (!files.isEmpty())
            spdlog::info("{} files of an animation, the last one {}", files.size(), files.last().toStdString());
    });
    QObject::connect(&window.landscape(), &LandscapeWorkspace::problem, &studio,
                     [&](const QString& message) { studio.tell(MainWindow::tr("Nothing was saved"), message); });
    QObject::connect(&session, &TrainingSession::ended, &studio, &Studio::showOutcome);
    QObject::connect(&studio.lineReader(), &LineReader::lineRead, &window.workspace(), &Workspace::setLine);
    QObject::connect(&studio.lineReader(), &LineReader::failed, &studio, [](const QString& message) {
        spdlog::warn("no line between the last two solutions: {}", message.toStdString());
    });
    QObject::connect(&studio.reader(), &RunReader::opened, &studio, &Studio::showStoredRun);
    QObject::connect(&studio.reader(), &RunReader::failed, &studio,
                     [&](const QString& message) { studio.tell(MainWindow::tr("The run could not be opened"), message); });

    QObject::connect(&studio, &Studio::snapshotShown, &window.workspace(), &Workspace::setSnapshot);
    QObject::connect(&studio, &Studio::snapshotShown, &window.strip(), &widgets::RunStrip::setSnapshot);
    QObject::connect(&studio, &Studio::seriesChanged, &window.strip(),
                     [&] { window.strip().setSeries(studio.seeds(), studio.seedPosition()); });
    QObject::connect(&studio, &Studio::lineageChanged, &window.strip(), &widgets::RunStrip::setLineage);
    QObject::connect(&studio, &Studio::lineCleared, &window.workspace(), [&] { window.workspace().setLine(nullptr); });
    QObject::connect(&window.workspace(), &Workspace::problem, &studio,
                     [&](const QString& message) { studio.tell(MainWindow::tr("Nothing was saved"), message); });
}

void wireComparison(MainWindow& window, Commands& commands, Studio& studio)
{
    CompareDesk& desk = studio.comparison();
    const auto open = [&] {
        const QString folder =
            QFileDialog::getExistingDirectory(&window, MainWindow::tr("Compare runs: a run, or a folder that holds several"),
                                              QString::fromStdString(studio.runsDir().string()));
        if (!folder.isEmpty())
            desk.add({folder});
    };
    commands.on(Command::CompareRuns, &studio, open);
    QObject::connect(&window.comparison(), &CompareWorkspace::openRequested, &studio, open);
    QObject::connect(&desk, &CompareDesk::compared, &window, &MainWindow::showComparison);
    QObject::connect(&desk, &CompareDesk::problem, &studio,
                     [&](const QString& message) { studio.tell(MainWindow::tr("Not every run could be read"), message); });
    QObject::connect(&window.comparison(), &CompareWorkspace::problem, &studio,
                     [&](const QString& message) { studio.tell(MainWindow::tr("Nothing was saved"), message); });
}

void wireLibrary(MainWindow& window, Commands& commands, Studio& studio)
{
    widgets::LibraryPanel& library = window.library();
    RunWatch& runs = studio.runs();
    QObject::connect(&runs, &RunWatch::found, &library,
                     [&](const RunsSeenPtr& seen) { library.setRuns(seen->runs, seen->folder); });
    QObject::connect(&runs, &RunWatch::found, &studio.comparison(),
                     [&](const RunsSeenPtr& seen) { studio.comparison().follow(seen->runs); });
    QObject::connect(&runs, &RunWatch::problem, &studio,
                     [&](const QString& message) { studio.tell(MainWindow::tr("Not everything could be done"), message); });
    QObject::connect(&library, &widgets::LibraryPanel::openRequested, &studio, &Studio::openRun);
    QObject::connect(&library, &widgets::LibraryPanel::resumeRequested, &studio, qOverload<const QString&>(&Studio::resumeRun));
    QObject::connect(&library, &widgets::LibraryPanel::compareRequested, &studio.comparison(), &CompareDesk::compare);
    QObject::connect(&library, &widgets::LibraryPanel::trashRequested, &studio, &Studio::moveToTrash);
    QObject::connect(&library, &widgets::LibraryPanel::notesEdited, &studio, &Studio::setNotes);
    QObject::connect(&library, &widgets::LibraryPanel::showFolderRequested, &window,
                     [](const QString& folder) { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    const auto choose = [&] {
        const QString folder = QFileDialog::getExistingDirectory(&window, MainWindow::tr("Runs folder"),
                                                                 QString::fromStdString(studio.runsDir().string()));
        if (!folder.isEmpty())
            studio.chooseRunsDir(folder);
    };
    commands.on(Command::ChooseRunsDir, &studio, choose);
    QObject::connect(&library, &widgets::LibraryPanel::folderChoiceRequested, &studio, choose);
}

/// Undo and Redo are for the figure while figures are shown, else for what was done to the window and the runs.
void wireHistory(MainWindow& window, Commands& commands, QUndoStack& history)
{
    auto* group = new QUndoGroup(&window);
    QUndoStack& figure = window.figures().history();
    group->addStack(&history);
    group->addStack(&figure);
    for (QAction* own : window.figures().actions())
        own->setShortcuts(QList<QKeySequence>());  // of two actions with one key neither is done
    QAction* undo = commands.action(Command::Undo);
    QAction* redo = commands.action(Command::Redo);
    const auto show = [group, undo, redo] {
        undo->setEnabled(group->canUndo());
        undo->setText(group->canUndo() ? MainWindow::tr("&Undo %1").arg(group->undoText()) : MainWindow::tr("&Undo"));
        redo->setEnabled(group->canRedo());
        redo->setText(group->canRedo() ? MainWindow::tr("&Redo %1").arg(group->redoText()) : MainWindow::tr("&Redo"));
        widgets::setWhyNot(*undo, MainWindow::tr("nothing was done that can be undone"));
        widgets::setWhyNot(*redo, MainWindow::tr("nothing was undone"));
    };
    const auto choose = [&window, &history, &figure, group] {
        group->setActiveStack(window.showsFigures() ? &figure : &history);
    };
    QObject::connect(group, &QUndoGroup::indexChanged, group, show);
    QObject::connect(group, &QUndoGroup::activeStackChanged, group, show);
    QObject::connect(&window, &MainWindow::viewChanged, group, choose);
    commands.on(Command::Undo, group, [group] { group->undo(); });
    commands.on(Command::Redo, group, [group] { group->redo(); });
    choose();
    show();
}

void wireForm(MainWindow& window, Studio& studio)
{
    widgets::ExperimentForm& form = window.form();
    form.setExtraChecks([&studio](const engine::Json& resolved) { return studio.formProblems(resolved); });
    // Start says at once why it cannot: it looks at the form when the snapshot shown changes, too.
    QObject::connect(&form, &widgets::ExperimentForm::validityChanged, &studio, [&] { studio.showSnapshot(studio.shown()); });
    QObject::connect(&form, &widgets::ExperimentForm::liveOptionChanged, &studio.session(), &TrainingSession::change);
}

}  // namespace

void wire(MainWindow& window, Commands& commands, Settings& settings, Studio& studio, LogSink& log)
{
    wireFiles(window, commands, studio);
    wireRun(window, commands, studio);
    wireComparison(window, commands, studio);
    wireLibrary(window, commands, studio);
    wireHistory(window, commands, studio.history());
    wireForm(window, studio);
    FigureDesk& figures = wireFigures(window, studio);
    wireComfort(window, commands, settings, studio, figures);
    window.setMayClose([&window, &studio, &figures] { return mayLeaveFigure(window, figures) && studio.mayClose(); });
    QObject::connect(&log, &LogSink::logged, &window.log(), &widgets::LogView::append);
}

}  // namespace isthmus::app
