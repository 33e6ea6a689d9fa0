#pragma once
#include "engine/runs/stored_run.h"

#include <QObject>

namespace isthmus::app {

using StoredRunPtr = std::shared_ptr<const engine::StoredRun>;

/// Reads run folders in a thread of the pool, so that a long history does not hold up the window.
class RunReader final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The last call wins: what earlier ones find is dropped.
    void open(const QString& folder);

Q_SIGNALS:
    void opened(const isthmus::app::StoredRunPtr& run);
    void failed(const QString& message);

private:
    quint64 latest_ = 0;
};

}  // namespace isthmus::app
