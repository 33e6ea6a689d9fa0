#include "app/studio/animation.h"

#include "app/studio/film_frame.h"
#include "widgets/plots/plot_frame.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace isthmus::app {

namespace {

constexpr int picturesASecond = 2;

}  // namespace

Animation::Animation(std::vector<Scene> scenes, std::function<void(int)> showTask, int last, const QString& folder,
                     QObject* parent)
    : QObject(parent),
      scenes_(std::move(scenes)),
      contents_(scenes_.size()),
      showTask_(std::move(showTask)),
      last_(last),
      folder_(folder),
      making_(QDir(folder).filePath(QStringLiteral("film-XXXXXX")))
{
}

QString Animation::pictureOf(const Scene& scene, int task) const
{
    return QDir(folder_).filePath(QStringLiteral("%1-%2.png").arg(scene.name).arg(task, 2, 10, QLatin1Char('0')));
}

void Animation::start() { QTimer::singleShot(0, this, &Animation::step); }

void Animation::step()
{
    showTask_(++task_);
    for (std::size_t k = 0; k < scenes_.size(); ++k) {
        const QString file = pictureOf(scenes_[k], task_);
        if (!scenes_[k].plot->savePicture(file)) {  // which has said why
            giveUp();
            return;
        }
        contents_[k] |= contentOf(QImage(file));
        files_ << file;
    }
    QTimer::singleShot(0, this, task_ < last_ ? &Animation::step : &Animation::frame);
}

void Animation::frame()
{
    const std::size_t k = framed_ % scenes_.size();
    const int task = 1 + static_cast<int>(framed_ / scenes_.size());
    const QImage picture(pictureOf(scenes_[k], task));
    const double ratio = static_cast<double>(picture.width()) / std::max(1, scenes_[k].plot->canvas()->width());
    QSaveFile file(pictureOf(scenes_[k], task));
    const bool written =
        !picture.isNull() && file.open(QIODevice::WriteOnly)
        && filmFrame(picture, contents_[k], tr("after task %1 of %2").arg(task).arg(last_), ratio).save(&file, "PNG")
        && file.commit();
    if (!written) {
        Q_EMIT problem(tr("%1 could not be written: %2").arg(QDir::toNativeSeparators(file.fileName()), file.errorString()));
        giveUp();
        return;
    }
    ++framed_;
    QTimer::singleShot(0, this,
                       framed_ < scenes_.size() * static_cast<std::size_t>(last_) ? &Animation::frame : &Animation::film);
}

void Animation::giveUp()
{
    showTask_(last_);
    Q_EMIT ended(files_);
}

void Animation::film()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("ffmpeg"));
    if (program.isEmpty() || filmed_ == scenes_.size()) {
        Q_EMIT ended(files_);
        return;
    }
    const QString name = scenes_[filmed_++].name;
    const QString file = QDir(folder_).filePath(name + QStringLiteral(".mp4"));
    const QString made = making_.filePath(name + QStringLiteral(".mp4"));
    auto* work = new QProcess(this);
    work->setProcessChannelMode(QProcess::MergedChannels);
    connect(work, &QProcess::finished, this, [this, work, made, file](int status) {
        const bool whole = status == 0 && work->exitStatus() == QProcess::NormalExit && QFile::exists(made);
        std::error_code failed;
        if (whole)
            std::filesystem::rename(made.toStdString(), file.toStdString(), failed);  // in place of one from before
        if (whole && !failed)
            files_ << file;
        else
            Q_EMIT problem(tr("%1: ffmpeg could not make the film: %2")
                               .arg(file, QString::fromLocal8Bit(work->readAll()).trimmed().section(QLatin1Char('\n'), -1)));
        work->deleteLater();
        film();
    });
    connect(work, &QProcess::errorOccurred, this, [this, work, program](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;  // `finished` tells of the others
        Q_EMIT problem(tr("%1 could not be started: %2").arg(program, work->errorString()));
        work->deleteLater();
        Q_EMIT ended(files_);
    });
    // In the folder, whose name may have signs that the pattern gives a meaning; as many as there are now, whatever lies there
    // from before. Most players want this colour format.
    work->setWorkingDirectory(folder_);
    work->start(program, {QStringLiteral("-y"), QStringLiteral("-loglevel"), QStringLiteral("error"),
                          QStringLiteral("-framerate"), QString::number(picturesASecond), QStringLiteral("-i"),
                          name + QStringLiteral("-%02d.png"), QStringLiteral("-frames:v"), QString::number(last_),
                          QStringLiteral("-vf"), QStringLiteral("format=yuv420p"), QDir(folder_).relativeFilePath(made)});
}

}  // namespace isthmus::app
