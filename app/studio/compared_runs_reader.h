#pragma once
#include "engine/results/run_record.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace isthmus::app {

/// Runs read to be compared, and what could not be read.
struct ReadRuns {
    std::vector<engine::ComparedRun> runs;
    QStringList problems;  ///< a line each
};

using ReadRunsPtr = std::shared_ptr<const ReadRuns>;

/// Reads several run folders with their histories in a thread of the pool.
class ComparedRunsReader final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Run folders, or folders that hold some. The last call wins: what earlier ones find is dropped.
    void read(const QStringList& folders);
    void cancel() { ++latest_; }

Q_SIGNALS:
    void ready(const isthmus::app::ReadRunsPtr& found);

private:
    quint64 latest_ = 0;
};

}  // namespace isthmus::app
