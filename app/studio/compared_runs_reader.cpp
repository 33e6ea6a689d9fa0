#include "app/studio/compared_runs_reader.h"

#include "engine/error.h"
#include "engine/runs/compared_runs.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>

namespace isthmus::app {

namespace {

using Paths = std::vector<std::filesystem::path>;

bool isRun(const std::filesystem::path& folder) { return std::filesystem::exists(folder / "experiment.json"); }

/// The folder itself, or the runs in it by their names; where there are none the folder, so that reading it says why.
Paths runsIn(const std::filesystem::path& folder)
{
    Paths found;
    std::error_code ignored;
    if (!isRun(folder))
        for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
            if (entry.is_directory(ignored) && isRun(entry.path()))
                found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found.empty() ? Paths{folder} : found;
}

ReadRunsPtr readAll(const Paths& folders)
{
    auto found = std::make_shared<ReadRuns>();
    for (const std::filesystem::path& folder : folders)
        for (const std::filesystem::path& run : runsIn(folder)) {
            try {
                found->runs.push_back(engine::comparedRun(engine::readRun(engine::RunFolder::open(run))));
            } catch (const std::exception& error) {
                found->problems << QString::fromUtf8(error.what());
            }
        }
    return found;
}

}  // namespace

void ComparedRunsReader::read(const QStringList& folders)
{
    Paths paths;
    for (const QString& folder : folders)
        paths.emplace_back(folder.toStdString());
    QThreadPool::globalInstance()->start([self = QPointer<ComparedRunsReader>(this), request = ++latest_, paths] {
        const ReadRunsPtr found = readAll(paths);
        QMetaObject::invokeMethod(
            qApp,
            [self, request, found] {
                if (self && request == self->latest_)
                    Q_EMIT self->ready(found);
            },
            Qt::QueuedConnection);
    });
}

}  // namespace isthmus::app
