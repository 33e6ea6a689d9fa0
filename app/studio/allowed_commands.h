#pragma once
#include "engine/results/run_snapshot.h"

#include <QString>

namespace isthmus::app {

class Commands;

/// What decides which commands are allowed.
struct Situation {
    engine::RunSnapshotPtr shown;  ///< may be null
    bool training = false;
    bool stopping = false;
    bool drafting = false;  ///< the form holds another experiment than the one that runs
    QString whyNotStart;    ///< empty when the form has no problem
};

/// Enables the commands that make sense now; those that change their meaning change their text.
void allowCommands(Commands& commands, const Situation& now);

}  // namespace isthmus::app
