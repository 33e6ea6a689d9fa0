#pragma once
#include "app/studio/compare_desk.h"
#include "app/studio/experiment_draft.h"
#include "app/studio/landscape_desk.h"
#include "app/studio/line_reader.h"
#include "app/studio/queue_desk.h"
#include "app/studio/run_reader.h"
#include "app/studio/run_watch.h"
#include "app/studio/training_session.h"

#include <QUndoStack>

namespace isthmus::app {

class Commands;
class MainWindow;
class Settings;

/// What the program does: decides what is shown and what may be done, for the window, the session and the files.
/// Lives on the GUI thread and never waits.
class Studio final : public QObject {
    Q_OBJECT
public:
    struct Folders {
        std::filesystem::path data;         ///< empty: as the settings say
        std::filesystem::path runs;         ///< empty: as the settings say
        std::filesystem::path queue = {};   ///< the file of the queue; empty: it is kept in memory alone
        std::filesystem::path draft = {};   ///< the file of what is edited in the form; empty: it is not kept
        std::filesystem::path figure = {};  ///< the file that keeps an unsaved figure; empty: none does
    };

    Studio(MainWindow& window, Commands& commands, Settings& settings, Folders folders);

    const engine::RunSnapshotPtr& shown() const { return shown_; }
    bool training() const { return session_.active(); }
    QueueDesk& desk() { return desk_; }
    /// Of a run that was queued with others that differ in their seeds alone, those seeds; empty for all others.
    std::vector<std::uint64_t> seeds() const { return queued_ ? desk_.queue().seeds() : std::vector<std::uint64_t>(); }
    std::size_t seedPosition() const { return desk_.queue().position(); }
    TrainingSession& session() { return session_; }
    RunReader& reader() { return reader_; }
    LineReader& lineReader() { return lineReader_; }
    LandscapeDesk& landscapes() { return landscapes_; }
    CompareDesk& comparison() { return comparison_; }
    RunWatch& runs() { return runs_; }
    QUndoStack& history() { return history_; }  ///< what can be undone
    ExperimentDraft& draft() { return draft_; }

    /// The form holds an experiment that is no run yet, and may be edited.
    bool formIsFree() const { return !training() || drafting_; }
    /// Fills the form, by default with the defaults.
    void newExperiment(const engine::Json& given = engine::Json::object());
    void openExperiment(const QString& file);  ///< a problem is told in a message
    void saveExperiment(const QString& file);
    void openRun(const QString& folder);
    void runDemonstration();
    void start();  ///< while a run goes on: adds the form's experiment to the queue
    void sweep();
    void branch();
    /// While a run goes on: the form is free for another experiment, or shows the one that runs.
    void prepareNext(bool next);
    void resumeRun();                       ///< the one shown
    void resumeRun(const QString& folder);  ///< any other
    void pauseOrGoOn();
    void nextTask();
    void stop();  ///< what waits in the queue then waits to be asked for
    void chooseDataDir(const QString& folder);
    void chooseRunsDir(const QString& folder);
    void rememberFigure(const QString& file);
    void moveToTrash(const QStringList& runs);                                        ///< can be undone
    void setNotes(const QString& run, const QStringList& tags, const QString& note);  ///< can be undone
    /// Closes at once, or asks and stops training first; false while the window has to stay.
    bool mayClose();

    std::filesystem::path dataDir() const;
    std::filesystem::path runsDir() const;  ///< where run folders are made
    /// The one given at the start; empty: runs are looked at with the one they used.
    const std::filesystem::path& givenDataDir() const { return folders_.data; }
    const std::filesystem::path& figureDraft() const { return folders_.figure; }  ///< keeps a figure that is not saved
    /// What a data set that is not there does to the form.
    std::vector<engine::OptionProblem> formProblems(const engine::Json& resolved) const;

    void showSnapshot(const engine::RunSnapshotPtr& snapshot);
    void showExperiment(const engine::Json& experiment);
    void showStoredRun(const StoredRunPtr& run);
    void showOutcome(const engine::RunOutcome& outcome);
    void tell(const QString& title, const QString& message);  ///< a message box that does not block

Q_SIGNALS:
    void snapshotShown(const isthmus::engine::RunSnapshotPtr& snapshot);
    void seriesChanged();
    void lineageChanged(const QString& parent, int afterTask);  ///< of the run shown; empty: it is no branch
    void lineCleared();
    void recentChanged();  ///< runs, experiments and figures that were used last
    void formIsSafe();     ///< what the form holds is in a file, a run or the queue, or nothing but defaults
    void datasetsChanged();

private:
    bool mayFillForm();  ///< says why not
    void fillForm(const engine::Json& experiment);
    void rememberRun(const QString& folder);
    void resume(const engine::RunSnapshot& run);
    void begin();
    void beginNext();
    void beginWaiting();
    void cancel();
    void showQueued(bool queued);
    void showLineage(const std::optional<engine::Lineage>& lineage);
    void tellOfMishaps(const engine::RunOutcome& last);
    void readLastLine();
    void refreshCommands();

    MainWindow& window_;
    Commands& commands_;
    Settings& settings_;
    Folders folders_;
    engine::RunSnapshotPtr shown_;
    QueueDesk desk_;
    bool queued_ = false;    ///< the run shown is, or was, the queue's
    bool drafting_ = false;  ///< while a run goes on, the form holds another experiment
    engine::Json running_;   ///< what the form shows of the run that goes on
    bool stopping_ = false;
    bool closeWhenStopped_ = false;
    RunReader reader_;
    LineReader lineReader_;
    LandscapeDesk landscapes_;
    CompareDesk comparison_;
    RunWatch runs_;
    QUndoStack history_;
    ExperimentDraft draft_;
    TrainingSession session_;
};

}  // namespace isthmus::app
