#pragma once
#include "engine/runs/sweep.h"

#include <QObject>

#include <memory>

namespace isthmus::app {

using SweepRunsPtr = std::shared_ptr<const std::vector<engine::SweepRun>>;

/// Finds the runs of a sweep in a thread of the pool: each is checked as a whole, and there may be thousands.
class SweepExpander final : public QObject {
    Q_OBJECT
public:
    static constexpr int mostRuns = 1000;  ///< of one sweep: the queue is written whole at every change

    using QObject::QObject;

    /// The last call wins: what earlier ones find is dropped.
    void expand(const engine::Sweep& sweep);
    const SweepRunsPtr& runs() const { return runs_; }  ///< found last; null before

Q_SIGNALS:
    void expanded(const isthmus::app::SweepRunsPtr& runs);
    void failed(const QString& message);

private:
    quint64 latest_ = 0;
    SweepRunsPtr runs_;
};

}  // namespace isthmus::app
