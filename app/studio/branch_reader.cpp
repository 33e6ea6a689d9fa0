#include "app/studio/branch_reader.h"

#include "engine/error.h"
#include "engine/runs/boundaries.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace isthmus::app {

namespace {

BranchPointsPtr pointsOf(const std::string& path)
{
    const engine::RunFolder folder = engine::RunFolder::open(path);
    auto points = std::make_shared<BranchPoints>();
    points->folder = folder.path().string();
    for (const int task : engine::boundaryTasks(folder))
        points->experiments[task] = engine::experimentAt(folder, task);
    if (points->experiments.empty())
        throw engine::badInput(BranchReader::tr("The run has kept no end of a task: none was finished, or “Keep task ends” was "
                                                "off.")
                                   .toStdString());
    return points;
}

}  // namespace

void BranchReader::read(const QString& folder)
{
    QThreadPool::globalInstance()->start([self = QPointer<BranchReader>(this), path = folder.toStdString()] {
        BranchPointsPtr points;
        QString problem;
        try {
            points = pointsOf(path);
        } catch (const std::exception& error) {
            problem = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            qApp,
            [self, points, problem] {
                if (!self)
                    return;
                if (points)
                    Q_EMIT self->found(points);
                else
                    Q_EMIT self->failed(problem);
            },
            Qt::QueuedConnection);
    });
}

}  // namespace isthmus::app
