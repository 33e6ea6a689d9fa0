#include "app/studio/run_reader.h"

#include "engine/error.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace isthmus::app {

void RunReader::open(const QString& folder)
{
    const quint64 request = ++latest_;
    QThreadPool::globalInstance()->start([self = QPointer<RunReader>(this), request, path = folder.toStdString()] {
        StoredRunPtr run;
        QString problem;
        try {
            run = std::make_shared<const engine::StoredRun>(engine::readRun(engine::RunFolder::open(path)));
        } catch (const std::exception& error) {
            problem = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            qApp,
            [self, request, run, problem] {
                if (!self || request != self->latest_)
                    return;
                if (run)
                    Q_EMIT self->opened(run);
                else
                    Q_EMIT self->failed(problem);
            },
            Qt::QueuedConnection);
    });
}

}  // namespace isthmus::app
