#include "app/studio/curve_maker.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace isthmus::app {

namespace {

CurvesPtr curvesOf(const std::vector<engine::RunSet>& sets, const CurveChoice& choice, double smoothing)
{
    return std::make_shared<const engine::ComparedCurves>(
        choice.measure ? engine::measureCurves(sets, *choice.measure, choice.against, choice.band)
                       : engine::lossCurves(sets, smoothing, choice.band, choice.against));
}

}  // namespace

void CurveMaker::make(const engine::RunSetsPtr& sets, const CurveChoice& choice)
{
    QThreadPool::globalInstance()->start([self = QPointer<CurveMaker>(this), request = ++latest_, sets, choice] {
        const CurvesPtr curves = curvesOf(*sets, choice, choice.smoothing);
        const CurvesPtr measured = curves->smoothing.empty() ? nullptr : curvesOf(*sets, choice, 0.0);
        QMetaObject::invokeMethod(
            qApp,
            [self, request, curves, measured] {
                if (self && request == self->latest_)
                    Q_EMIT self->made(curves, measured);
            },
            Qt::QueuedConnection);
    });
}

}  // namespace isthmus::app
