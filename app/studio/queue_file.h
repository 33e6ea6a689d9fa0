#pragma once
#include "app/studio/run_queue.h"

namespace isthmus::app {

/// Writes the queue as JSON, whole or not at all. Returns the system's reason when it cannot; empty: it is written.
QString writeQueue(const std::filesystem::path& file, const QList<QueuedRun>& runs);

/// What was written; what cannot be read is left out and named in `problem`. A file that is not there is an empty queue.
QList<QueuedRun> readQueue(const std::filesystem::path& file, QString& problem);

}  // namespace isthmus::app
