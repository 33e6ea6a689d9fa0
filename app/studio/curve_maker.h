#pragma once
#include "engine/results/comparison.h"

#include <QObject>

#include <memory>

namespace isthmus::app {

/// Which curves are asked for.
struct CurveChoice {
    const engine::Measure* measure = nullptr;  ///< null: the training loss
    engine::Against against = engine::Against::Tasks;
    engine::Band band = engine::Band::Deviation;
    double smoothing = 0.0;  ///< of the loss
};

using CurvesPtr = std::shared_ptr<const engine::ComparedCurves>;

/// Makes the curves of sets of runs in a thread of the pool: of long histories that takes a while.
class CurveMaker final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The last call wins: what earlier ones make is dropped.
    void make(const engine::RunSetsPtr& sets, const CurveChoice& choice);

Q_SIGNALS:
    /// `measured`: the same before it was smoothed; null where nothing was.
    void made(const isthmus::app::CurvesPtr& curves, const isthmus::app::CurvesPtr& measured);

private:
    quint64 latest_ = 0;
};

}  // namespace isthmus::app
