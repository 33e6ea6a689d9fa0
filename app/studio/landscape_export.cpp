#include "app/studio/landscape_export.h"

#include "app/studio/main_window.h"
#include "engine/error.h"
#include "engine/landscapes/landscape_files.h"
#include "widgets/plots/file_question.h"

#include <QCoreApplication>
#include <QThreadPool>

#include <utility>

namespace isthmus::app {

namespace {

QString problemOf(const QString& file, const engine::LandscapeGrid& grid)
{
    try {
        engine::writeLandscape(file.toStdString(), grid, engine::LandscapeMetric::Both);
        return {};
    } catch (const std::exception& error) {
        return QString::fromUtf8(error.what());
    }
}

}  // namespace

QString landscapeFilter(int dimensions)
{
    QStringList kinds;
    for (const engine::LandscapeFormat& format : engine::landscapeFormats())
        if (format.holds(dimensions))
            kinds << QStringLiteral("%1 (*%2)")
                         .arg(QString::fromUtf8(format.label.data(), qsizetype(format.label.size())),
                              QString::fromUtf8(format.ending.data(), qsizetype(format.ending.size())));
    return kinds.join(QStringLiteral(";;"));
}

void exportLandscape(QWidget* parent, const engine::LandscapeGridPtr& grid,
                     std::function<void(const QString& file, const QString& problem)> told)
{
    const QString file =
        widgets::askWhereToWrite(parent, MainWindow::tr("Export data"), QString::fromStdString(grid->chart + ".npz"),
                                 landscapeFilter(static_cast<int>(grid->dimensions())));
    if (file.isEmpty())
        return;
    QThreadPool::globalInstance()->start([file, grid, told = std::move(told)] {
        QMetaObject::invokeMethod(
            qApp, [file, told, problem = problemOf(file, *grid)] { told(file, problem); }, Qt::QueuedConnection);
    });
}

}  // namespace isthmus::app
