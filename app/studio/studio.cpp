#include "app/studio/studio.h"

#include "app/studio/allowed_commands.h"
#include "app/studio/close_question.h"
#include "app/studio/main_window.h"
#include "app/studio/settings.h"
#include "widgets/forms/experiment_form.h"

#include <spdlog/spdlog.h>

#include <QMessageBox>

namespace isthmus::app {

Studio::Studio(MainWindow& window, Commands& commands, Settings& settings, Folders folders)
    : window_(window),
      commands_(commands),
      settings_(settings),
      folders_(std::move(folders)),
      desk_(window, folders_.queue, runsDir()),
      landscapes_(window.landscape()),
      comparison_(window.comparison()),
      draft_(window.form(), folders_.draft)
{
    runs_.look(QString::fromStdString(runsDir().string()));
    connect(&desk_, &QueueDesk::added, this, &Studio::beginWaiting);
    connect(&desk_, &QueueDesk::cancelRequested, this, &Studio::cancel);
    connect(&desk_, &QueueDesk::openRequested, this, &Studio::openRun);
    connect(&desk_, &QueueDesk::problem, this, &Studio::tell);
    if (desk_.queue().waiting() > 0)
        window_.showQueue();
    refreshCommands();
}

void Studio::fillForm(const engine::Json& experiment)
{
    window_.form().setExperiment(experiment);
    Q_EMIT formIsSafe();
}

bool Studio::mayFillForm()
{
    if (!formIsFree())
        tell(tr("A run is going on"), tr("Run › Prepare next frees the form for another experiment meanwhile."));
    return formIsFree();
}

void Studio::start()
{
    if ((training() && !drafting_) || !window_.form().valid())
        return;
    try {
        desk_.addExperiment(window_.form().experiment());
        Q_EMIT formIsSafe();
    } catch (const engine::Error& error) {
        tell(tr("The experiment could not be started"), QString::fromUtf8(error.what()));
    }
}

void Studio::sweep() { desk_.askForSweep(window_.form().experiment(), shown_, !training()); }

void Studio::branch() { desk_.askForBranch(QString::fromStdString(shown_->folder), window_.form().experiment(), !training()); }

void Studio::prepareNext(bool next)
{
    if (!training() || next == drafting_)
        return;
    drafting_ = next;
    if (!next)
        fillForm(running_);
    window_.form().setRunning(!next);
    refreshCommands();
}

void Studio::beginWaiting()
{
    if (training() || desk_.queue().waiting() > 1)
        window_.showQueue();
    if (!training() && desk_.queue().hasNext()) {
        desk_.queue().beginAnew();
        beginNext();
    }
    refreshCommands();
}

void Studio::beginNext()
{
    const QueuedRun next = desk_.queue().next();
    showQueued(true);
    if (const std::size_t seeds = this->seeds().size(); seeds > 1)
        spdlog::info("seed {} ({} of {})", next.experiment.at("seed").dump(), seedPosition(), seeds);
    showLineage({});
    begin();
    const QString folder = next.shown.folder;
    if (!folder.isEmpty())
        session_.resume(folder.toStdString(), folders_.data);
    else if (next.branch)
        session_.branch(next.branch->parent, next.branch->afterTask, next.branch->settings, folders_.data, next.runsDir);
    else
        session_.start(engine::Experiment(next.experiment), dataDir(), next.runsDir);
    if (next.branch)
        showLineage(engine::Lineage{.parent = std::filesystem::path(next.branch->parent).filename().string(),
                                    .afterTask = next.branch->afterTask});
    auto preparing = std::make_shared<engine::RunSnapshot>();
    preparing->name = next.shown.name.toStdString();
    preparing->folder = folder.toStdString();
    preparing->state = engine::RunState::Preparing;
    showSnapshot(std::move(preparing));
}

void Studio::showQueued(bool queued)
{
    queued_ = queued;
    Q_EMIT seriesChanged();
}

void Studio::showLineage(const std::optional<engine::Lineage>& lineage)
{
    Q_EMIT lineageChanged(lineage ? QString::fromStdString(lineage->parent) : QString(), lineage ? lineage->afterTask : 0);
}

void Studio::resumeRun()
{
    if (training() || !shown_ || shown_->folder.empty())
        return;
    resume(*shown_);
}

void Studio::resumeRun(const QString& folder)
{
    if (training())
        return;
    engine::RunSnapshot run;
    run.folder = folder.toStdString();
    resume(run);
}

void Studio::resume(const engine::RunSnapshot& run)
{
    auto preparing = std::make_shared<engine::RunSnapshot>(run);
    preparing->state = engine::RunState::Preparing;
    showQueued(false);
    begin();
    session_.resume(preparing->folder, folders_.data);
    showSnapshot(std::move(preparing));
    refreshCommands();
}

void Studio::begin()
{
    stopping_ = false;
    lineReader_.cancel();
    window_.form().setRunning(!drafting_);
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
    desk_.queue().hold();
    cancel();
}

/// The run that goes on; what waits goes on after it.
void Studio::cancel()
{
    if (!training())
        return;
    stopping_ = true;
    session_.stop();
    showSnapshot(shown_);
}

void Studio::showSnapshot(const engine::RunSnapshotPtr& snapshot)
{
    shown_ = snapshot;
    if (shown_ && stopping_ && !engine::finished(shown_->state)) {
        auto ending = std::make_shared<engine::RunSnapshot>(*shown_);
        ending->state = engine::RunState::Stopping;
        shown_ = std::move(ending);
    }
    if (training() && queued_ && shown_ && !shown_->folder.empty())
        desk_.queue().setFolder(QString::fromStdString(shown_->folder));
    window_.setWindowTitle(shown_ && !shown_->name.empty() ? tr("%1 – Isthmus").arg(QString::fromStdString(shown_->name))
                                                           : tr("Isthmus"));
    refreshCommands();
    Q_EMIT snapshotShown(shown_);
}

void Studio::showExperiment(const engine::Json& experiment)
{
    // Of several runs each begins as the experiment says, whatever was changed while the one before it went on.
    const QueuedRun* queued = desk_.queue().current();
    running_ = queued != nullptr && queued->shown.folder.isEmpty() ? queued->form : experiment;
    if (drafting_)
        return;
    fillForm(running_);
    window_.form().setRunning(training());
}

void Studio::showStoredRun(const StoredRunPtr& run)
{
    for (const std::string& problem : run->problems)
        spdlog::warn("{}", problem);
    rememberRun(QString::fromStdString(run->snapshot.folder));
    if (training()) {
        tell(tr("A run is going on"), tr("Stop it, or wait for its end, to look at another one."));
        return;
    }
    fillForm(run->experiment);
    showQueued(false);
    showLineage(run->lineage);
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
    desk_.queue().end(outcome, closeWhenStopped_ && outcome.state == engine::RunState::Stopped);
    if (!outcome.folder.empty()) {
        rememberRun(QString::fromStdString(outcome.folder.string()));
    }
    if (!shown_ || !engine::finished(shown_->state)) {  // it ended before it could show its end
        auto ended = shown_ ? std::make_shared<engine::RunSnapshot>(*shown_) : std::make_shared<engine::RunSnapshot>();
        ended->state = outcome.state;
        ended->message = outcome.message;
        showSnapshot(std::move(ended));
    }
    if (outcome.state == engine::RunState::Failed && !outcome.logged)
        spdlog::error("{}", outcome.message);
    stopping_ = false;
    if (desk_.queue().hasNext() && !closeWhenStopped_) {
        beginNext();
        return;
    }
    drafting_ = false;
    window_.form().setRunning(false);
    refreshCommands();
    if (closeWhenStopped_) {
        window_.close();
        return;
    }
    tellOfMishaps(outcome);
    if (shown_->state == engine::RunState::Done)
        readLastLine();  // the live line was of some moment before the end
}

void Studio::tellOfMishaps(const engine::RunOutcome& last)
{
    const RunQueue& queue = desk_.queue();
    if (!queued_ || queue.begun() < 2) {
        if (last.state == engine::RunState::Failed)
            tell(tr("The run failed"), QString::fromStdString(last.message));
    } else if (const QStringList mishaps = queue.mishaps(); last.state != engine::RunState::Stopped && !mishaps.isEmpty()) {
        tell(tr("%n of %1 runs did not reach their end", nullptr, static_cast<int>(mishaps.size())).arg(queue.begun()),
             mishaps.join(QLatin1Char('\n')));
    }
}

bool Studio::mayClose()
{
    if (!training())
        return true;
    if (!closeWhenStopped_)
        askToStopAndClose(window_, desk_.queue().waiting() > 0, [this] {
            closeWhenStopped_ = training();  // else it ended while the question stood
            if (training())
                stop();
            else
                window_.close();
        });
    return false;
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
    allowCommands(commands_, {.shown = shown_,
                              .training = training(),
                              .stopping = stopping_,
                              .drafting = drafting_,
                              .whyNotStart = window_.form().whyNot()});
}

}  // namespace isthmus::app
