#pragma once
#include <QStringList>

namespace isthmus::app {

/// What files and folders that are dropped on the window are, and what becomes of them.
struct DroppedFiles {
    enum class Kind { Unknown, Run, Runs, Experiment, Figure, DataFolder };

    Kind kind = Kind::Unknown;
    QStringList paths;
    QString words;  ///< "Open the run “x”", or why nothing can be done with them, in one line
};

/// Looks at names, and into files that are descriptions; never throws.
DroppedFiles lookAt(const QStringList& paths);

}  // namespace isthmus::app
