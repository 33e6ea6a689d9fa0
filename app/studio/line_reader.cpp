#include "app/studio/line_reader.h"

#include "engine/error.h"
#include "engine/landscapes/landscape_study.h"

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
    engine::LandscapeRequest request{.chart = {{"kind", "line"}, {"samples", samples}},
                                     .anchors = {before, engine::RunFolder::taskAnchor(lastTask)},
                                     .marks = {},
                                     .tasks = {},
                                     .keep = false};
    for (int task = 1; task <= lastTask; ++task)
        request.tasks.push_back(task);
    engine::LandscapeStudy study(engine::RunFolder::open(folder), dataDir, 1, stop);  // little work, and a run may be going on
    return engine::lineOf(study.evaluate(request, {}, stop));
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
