#pragma once
#include "engine/options/option_spec.h"

#include <QObject>

#include <map>
#include <memory>
#include <string>

namespace isthmus::app {

/// Where a run can be branched: the experiment as it stood at the end of each task that was kept.
struct BranchPoints {
    std::string folder;
    std::map<int, engine::Json> experiments;  ///< by task
};

using BranchPointsPtr = std::shared_ptr<const BranchPoints>;

/// Reads them in a thread of the pool.
class BranchReader final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    void read(const QString& folder);

Q_SIGNALS:
    void found(const isthmus::app::BranchPointsPtr& points);
    void failed(const QString& message);
};

}  // namespace isthmus::app
