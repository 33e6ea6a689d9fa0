#include "app/studio/line_reader.h"

#include "engine/error.h"
#include "engine/landscapes/landscape_job.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace isthmus::app {

namespace {

constexpr int samples = 200;  // test images per task, as in the live line

engine::LandscapeLine evaluateLast(const std::filesystem::path& folder, int lastTask, const std::filesystem::path& dataDir,
                                   std::stop_token stop)
{
    const std::string before = lastTask == 1 ? "init" : engine::RunFolder::taskAnchor(lastTask - 1);
    engine::LandscapeJob job{.run = engine::RunFolder::open(folder),
                             .anchors = {before, engine::RunFolder::taskAnchor(lastTask)},
                             .tasks = {},
                             .resolution = 21,
                             .samples = samples,
                             .threads = 1,  // little work, and a run may be going on
                             .dataDir = dataDir};
    for (int task = 1; task <= lastTask; ++task)
        job.tasks.push_back(task);
    return engine::evaluateLine(job, stop);
}

}  // namespace

LineReader::~LineReader() { cancel(); }

void LineReader::cancel()
{
    stop_.request_stop();
    stop_ = std::stop_source();
}

void LineReader::read(const QString& folder, int lastTask, const QString& dataDir)
{
    cancel();
    QThreadPool::globalInstance()->start([self = QPointer<LineReader>(this), stop = stop_.get_token(), lastTask,
                                          path = folder.toStdString(), data = dataDir.toStdString()] {
        engine::LandscapeLinePtr line;
        QString problem;
        try {
            line = std::make_shared<const engine::LandscapeLine>(evaluateLast(path, lastTask, data, stop));
        } catch (const std::exception& error) {
            problem = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            qApp,
            [self, stop, line, problem] {
                if (!self || stop.stop_requested())
                    return;
                if (line)
                    Q_EMIT self->lineRead(line);
                else
                    Q_EMIT self->failed(problem);
            },
            Qt::QueuedConnection);
    });
}

}  // namespace isthmus::app
