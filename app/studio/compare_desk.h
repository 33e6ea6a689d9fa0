#pragma once
#include "app/studio/compared_runs_reader.h"
#include "app/studio/curve_maker.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

namespace isthmus::app {

class CompareWorkspace;

/// What happens in the Compare tab: which runs are read for it, and who makes their curves. Lives on the GUI thread and never
/// waits.
class CompareDesk final : public QObject {
    Q_OBJECT
public:
    explicit CompareDesk(CompareWorkspace& workspace);

    /// Compares the runs in these folders and no others; a folder that holds runs stands for all of them. Empty clears.
    void compare(const QStringList& folders);
    /// Puts them beside those that are compared.
    void add(const QStringList& folders);
    /// How the runs of the library stand now. Those that are compared and have changed since the last time are read again while
    /// they are looked at: one reading at a time, and a rest after it that is as many times longer as a disk is slow.
    void follow(const std::vector<engine::RunRecordPtr>& runs);

Q_SIGNALS:
    void compared();  ///< they are shown now
    void problem(const QString& message);

private:
    void read(const QStringList& folders);
    void take(const ReadRuns& found);
    void readChanged();
    void takeChanged(const ReadRuns& found);

    CompareWorkspace& workspace_;
    ComparedRunsReader reader_;
    ComparedRunsReader changedReader_;
    CurveMaker maker_;
    using Records = QHash<QString, engine::RunRecordPtr>;  ///< by folder
    Records now_;
    Records asked_;          ///< as now_ was when runs were last asked for
    Records known_;          ///< of each run that is compared, as it stood before it was read
    QTimer rest_;            ///< active: too early to read again
    QElapsedTimer reading_;  ///< valid while changed runs are read
    bool adding_ = false;
};

}  // namespace isthmus::app
