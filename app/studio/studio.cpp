#include "app/studio/studio.h"

#include "app/studio/commands.h"
#include "app/studio/main_window.h"
#include "app/studio/settings.h"
#include "engine/data/datasets.h"
#include "widgets/forms/experiment_form.h"

#include <spdlog/spdlog.h>

#include <QAction>
#include <QFile>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>

namespace isthmus::app {

Studio::Studio(MainWindow& window, Commands& commands, Settings& settings, Folders folders)
    : window_(window), commands_(commands), settings_(settings), folders_(std::move(folders))
{
    refreshCommands();
}

std::filesystem::path Studio::dataDir() const { return folders_.data.empty() ? settings_.dataDir() : folders_.data; }

void Studio::newExperiment()
{
    window_.form().setExperiment(engine::Json::object());
    if (!training())
        showSnapshot(nullptr);
    window_.showWorkspace();
}

void Studio::openExperiment(const QString& file)
{
    try {
        window_.form().setExperiment(engine::readJsonFile(file.toStdString()));
        window_.showWorkspace();
    } catch (const engine::Error& error) {
        tell(tr("The experiment could not be opened"), QString::fromUtf8(error.what()));
    }
    refreshCommands();
}

void Studio::saveExperiment(const QString& file)
{
    QSaveFile out(file);
    const QByteArray text = QByteArray::fromStdString(window_.form().experiment().dump(2)) + '\n';
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit())
        tell(tr("The experiment could not be saved"), tr("%1: %2").arg(file, out.errorString()));
}

void Studio::openRun(const QString& folder) { reader_.open(folder); }

void Studio::runDemonstration()
{
    QFile preset(QStringLiteral(":/isthmus/presets/demonstration.json"));
    if (!preset.open(QIODevice::ReadOnly))
        qFatal("the demonstration is not among the resources");
    window_.form().setExperiment(engine::Json::parse(preset.readAll().toStdString(), nullptr, true, true));
    start();
}

void Studio::start()
{
    if (training() || !window_.form().valid())
        return;
    try {
        const engine::Experiment experiment(window_.form().experiment());
        begin();
        session_.start(experiment, dataDir(), folders_.runs);
    } catch (const engine::Error& error) {
        tell(tr("The experiment could not be started"), QString::fromUtf8(error.what()));
    }
    refreshCommands();
}

void Studio::resumeRun()
{
    if (training() || !shown_ || shown_->folder.empty())
        return;
    const std::filesystem::path folder = shown_->folder;
    auto preparing = std::make_shared<engine::RunSnapshot>(*shown_);
    preparing->state = engine::RunState::Preparing;
    begin();
    session_.resume(folder, folders_.data);
    showSnapshot(std::move(preparing));
    refreshCommands();
}

void Studio::begin()
{
    stopping_ = false;
    lineReader_.cancel();
    window_.form().setRunning(true);
    window_.showWorkspace();
    Q_EMIT lineCleared();
}

void Studio::pauseOrGoOn()
{
    if (shown_ && shown_->state == engine::RunState::Paused)
        session_.goOn();
    else
        session_.pause();
}

void Studio::nextTask() { session_.finishTask(); }

void Studio::stop()
{
    stopping_ = true;
    session_.stop();
    showSnapshot(shown_);
}

void Studio::chooseDataDir(const QString& folder)
{
    settings_.setDataDir(folder);
    folders_.data.clear();
    window_.form().setExtraChecks([this](const engine::Json& resolved) { return formProblems(resolved); });
    Q_EMIT datasetsChanged();
}

std::vector<engine::OptionProblem> Studio::formProblems(const engine::Json& resolved) const
{
    std::vector<engine::OptionProblem> problems = engine::combinationProblems(resolved);
    const engine::Json& benchmark = resolved.at("benchmark");
    const engine::DatasetInfo& dataset = engine::findDataset(benchmark.at("dataset").get<std::string>());
    if (const std::string missing = dataset.missing(engine::DataPlace::of(benchmark, dataDir())); !missing.empty())
        problems.push_back(
            {"benchmark.dataset",
             tr("was not found: %1; File › Data folder… says where to look").arg(QString::fromStdString(missing)).toStdString()});
    return problems;
}

void Studio::showSnapshot(const engine::RunSnapshotPtr& snapshot)
{
    shown_ = snapshot;
    if (shown_ && stopping_ && !engine::finished(shown_->state)) {
        auto ending = std::make_shared<engine::RunSnapshot>(*shown_);
        ending->state = engine::RunState::Stopping;
        shown_ = std::move(ending);
    }
    window_.setWindowTitle(shown_ && !shown_->name.empty() ? tr("%1 – Isthmus").arg(QString::fromStdString(shown_->name))
                                                           : tr("Isthmus"));
    refreshCommands();
    Q_EMIT snapshotShown(shown_);
}

void Studio::showExperiment(const engine::Json& experiment)
{
    window_.form().setExperiment(experiment);
    window_.form().setRunning(training());
}

void Studio::showStoredRun(const StoredRunPtr& run)
{
    for (const std::string& problem : run->problems)
        spdlog::warn("{}", problem);
    settings_.addRecentRun(QString::fromStdString(run->snapshot.folder));
    Q_EMIT recentRunsChanged();
    if (training()) {
        tell(tr("A run is going on"), tr("Stop it, or wait for its end, to look at another one."));
        return;
    }
    window_.form().setExperiment(run->experiment);
    Q_EMIT lineCleared();
    showSnapshot(std::make_shared<const engine::RunSnapshot>(run->snapshot));
    window_.showWorkspace();
    readLastLine();
}

void Studio::readLastLine()
{
    const int last = shown_->accuracy().learned();
    if (last > 0 && !shown_->folder.empty())
        lineReader_.read(QString::fromStdString(shown_->folder), last, QString::fromStdString(folders_.data.string()));
}

void Studio::showOutcome(const engine::RunOutcome& outcome)
{
    stopping_ = false;
    window_.form().setRunning(false);
    if (!outcome.folder.empty()) {
        settings_.addRecentRun(QString::fromStdString(outcome.folder.string()));
        Q_EMIT recentRunsChanged();
    }
    if (!shown_ || !engine::finished(shown_->state)) {  // it ended before it could show its end
        auto ended = shown_ ? std::make_shared<engine::RunSnapshot>(*shown_) : std::make_shared<engine::RunSnapshot>();
        ended->state = outcome.state;
        ended->message = outcome.message;
        showSnapshot(std::move(ended));
    }
    if (outcome.state == engine::RunState::Failed) {
        spdlog::error("{}", outcome.message);
        if (!closeWhenStopped_)
            tell(tr("The run failed"), QString::fromStdString(outcome.message));
    }
    refreshCommands();
    if (closeWhenStopped_)
        window_.close();
    else if (shown_->state == engine::RunState::Done)
        readLastLine();  // the live line was of some moment before the end
}

bool Studio::mayClose()
{
    if (!training())
        return true;
    if (!closeWhenStopped_)
        askToStopAndClose();
    return false;
}

void Studio::askToStopAndClose()
{
    auto* question = new QMessageBox(QMessageBox::Question, tr("A run is going on"),
                                     tr("Stop training and close? The run can be resumed later from where it is now."),
                                     QMessageBox::NoButton, &window_);
    question->setObjectName(QStringLiteral("close-question"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* stopAndClose = question->addButton(tr("&Stop and close"), QMessageBox::AcceptRole);
    question->setDefaultButton(question->addButton(tr("&Keep training"), QMessageBox::RejectRole));
    connect(stopAndClose, &QPushButton::clicked, this, [this] {
        if (!training()) {  // it ended while the question stood
            window_.close();
            return;
        }
        closeWhenStopped_ = true;
        stop();
    });
    question->open();
}

void Studio::tell(const QString& title, const QString& message)
{
    auto* box = new QMessageBox(QMessageBox::Warning, title, title, QMessageBox::Ok, &window_);
    box->setInformativeText(message);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void Studio::refreshCommands()
{
    using engine::RunState;
    const bool active = training();
    const RunState state = shown_ ? shown_->state : RunState::Idle;
    const bool paused = active && state == RunState::Paused;
    const bool moving = paused || (active && state == RunState::Running);
    const auto enable = [&](Command command, bool enabled) { commands_.action(command)->setEnabled(enabled); };
    QAction* start = commands_.action(Command::Start);
    const QString whyNot = window_.form().whyNot();
    start->setEnabled(!active && whyNot.isEmpty());
    start->setToolTip(whyNot.isEmpty()
                          ? tr("%1 (%2)").arg(start->statusTip(), start->shortcut().toString(QKeySequence::NativeText))
                          : tr("Cannot start. %1").arg(whyNot));
    QAction* pause = commands_.action(Command::Pause);
    pause->setEnabled(moving);
    pause->setText(paused ? tr("Go &on") : tr("&Pause"));
    enable(Command::NextTask, moving);
    enable(Command::Stop, active && !stopping_);
    enable(Command::ResumeRun, !active && state == RunState::Stopped && !shown_->folder.empty());
    enable(Command::NewExperiment, !active);
    enable(Command::OpenExperiment, !active);
    enable(Command::OpenRun, !active);
    enable(Command::ShowRunFolder, shown_ && !shown_->folder.empty());
}

}  // namespace isthmus::app
