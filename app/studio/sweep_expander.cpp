#include "app/studio/sweep_expander.h"

#include "engine/error.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace isthmus::app {

void SweepExpander::expand(const engine::Sweep& sweep)
{
    const quint64 request = ++latest_;
    QThreadPool::globalInstance()->start([self = QPointer<SweepExpander>(this), request, sweep] {
        SweepRunsPtr runs;
        QString problem;
        try {
            runs = std::make_shared<const std::vector<engine::SweepRun>>(engine::expand(sweep));
            if (runs->size() > mostRuns)
                problem = tr("These are %1 runs; the queue takes %2 at once.").arg(runs->size()).arg(mostRuns);
        } catch (const std::exception& error) {
            problem = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            qApp,
            [self, request, runs, problem] {
                if (!self || request != self->latest_)
                    return;
                self->runs_ = runs;
                if (problem.isEmpty())
                    Q_EMIT self->expanded(runs);
                else
                    Q_EMIT self->failed(problem);
            },
            Qt::QueuedConnection);
    });
}

}  // namespace isthmus::app
