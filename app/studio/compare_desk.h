#pragma once
#include "app/studio/compared_runs_reader.h"
#include "app/studio/curve_maker.h"

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

Q_SIGNALS:
    void compared();  ///< they are shown now
    void problem(const QString& message);

private:
    void take(const ReadRuns& found);

    CompareWorkspace& workspace_;
    ComparedRunsReader reader_;
    CurveMaker maker_;
    bool adding_ = false;
};

}  // namespace isthmus::app
