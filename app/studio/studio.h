#pragma once
#include "app/studio/landscape_desk.h"
#include "app/studio/line_reader.h"
#include "app/studio/run_reader.h"
#include "app/studio/run_series.h"
#include "app/studio/training_session.h"

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
        std::filesystem::path data;  ///< empty: as the settings say
        std::filesystem::path runs;
    };

    Studio(MainWindow& window, Commands& commands, Settings& settings, Folders folders);

    const engine::RunSnapshotPtr& shown() const { return shown_; }
    bool training() const { return session_.active(); }
    /// The runs that were started together, the one shown among them; empty for a run that was opened or resumed.
    const RunSeries& series() const { return series_; }
    TrainingSession& session() { return session_; }
    RunReader& reader() { return reader_; }
    LineReader& lineReader() { return lineReader_; }
    LandscapeDesk& landscapes() { return landscapes_; }

    void newExperiment();
    void openExperiment(const QString& file);  ///< a problem is told in a message
    void saveExperiment(const QString& file);
    void openRun(const QString& folder);
    void runDemonstration();
    void start();
    void resumeRun();
    void pauseOrGoOn();
    void nextTask();
    void stop();
    void chooseDataDir(const QString& folder);
    /// Closes at once, or asks and stops training first; false while the window has to stay.
    bool mayClose();

    std::filesystem::path dataDir() const;
    /// The one given at the start; empty: runs are looked at with the one they used.
    const std::filesystem::path& givenDataDir() const { return folders_.data; }
    const std::filesystem::path& runsDir() const { return folders_.runs; }
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
    void lineCleared();
    void recentRunsChanged();
    void datasetsChanged();

private:
    void begin();
    void beginNext();
    void setSeries(RunSeries series);
    void tellOfMishaps(const engine::RunOutcome& last);
    void readLastLine();
    void refreshCommands();

    MainWindow& window_;
    Commands& commands_;
    Settings& settings_;
    Folders folders_;
    engine::RunSnapshotPtr shown_;
    RunSeries series_;
    bool stopping_ = false;
    bool closeWhenStopped_ = false;
    RunReader reader_;
    LineReader lineReader_;
    LandscapeDesk landscapes_;
    TrainingSession session_;
};

}  // namespace isthmus::app
