#pragma once
#include "engine/results/run_snapshot.h"

#include <QList>
#include <QString>

namespace isthmus::widgets {

enum class QueueState {
    Waiting,  ///< begins by itself when those before it have ended
    OnHold,   ///< waits for somebody to say that the queue goes on
    Running,
    Done,
    Stopped,  ///< by somebody; it can be resumed
    Diverged,
    Failed,
};

/// One experiment of the queue, as it is shown.
struct QueueEntry {
    quint64 id = 0;
    QString name = {};      ///< the experiment's
    QString settings = {};  ///< what tells it from those it was queued with: "training.learning_rate=0.1, seed=2"
    QueueState state = QueueState::Waiting;
    QString message = {};  ///< of one that did not reach its end
    QString folder = {};   ///< empty: there is none yet

    bool waits() const { return state == QueueState::Waiting || state == QueueState::OnHold; }
    bool finished() const { return !waits() && state != QueueState::Running; }
};

/// "waiting", "on hold", "running", …
QString queueStateWord(QueueState state);
/// The run's state whose sign and colour stand for it.
engine::RunState lookOf(QueueState state);

}  // namespace isthmus::widgets
