#include "app/studio/animation.h"

#include "widgets/plots/plot_frame.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

namespace isthmus::app {

namespace {

constexpr int picturesASecond = 2;

QString pictureName(const QString& scene, int task)
{
    return QStringLiteral("%1-%2.png").arg(scene).arg(task, 2, 10, QLatin1Char('0'));
}

}  // namespace

Animation::Animation(std::vector<Scene> scenes, std::function<void(int)> showTask, int last, const QString& folder,
                     QObject* parent)
    : QObject(parent), scenes_(std::move(scenes)), showTask_(std::move(showTask)), last_(last), folder_(folder)
{
}

void Animation::start() { QTimer::singleShot(0, this, &Animation::step); }

void Animation::step()
{
    showTask_(++task_);
    for (const Scene& scene : scenes_) {
        const QString file = QDir(folder_).filePath(pictureName(scene.name, task_));
        if (!scene.plot->savePicture(file)) {  // which has said why
            showTask_(last_);
            Q_EMIT ended(files_);
            return;
        }
        files_ << file;
    }
    QTimer::singleShot(0, this, task_ < last_ ? &Animation::step : &Animation::film);
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
    auto* work = new QProcess(this);
    work->setProcessChannelMode(QProcess::MergedChannels);
    connect(work, &QProcess::finished, this, [this, work, file](int status) {
        if (status == 0 && QFile::exists(file))
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
    // from before. Most players want even sides and this colour format.
    work->setWorkingDirectory(folder_);
    work->start(program,
                {QStringLiteral("-y"), QStringLiteral("-loglevel"), QStringLiteral("error"), QStringLiteral("-framerate"),
                 QString::number(picturesASecond), QStringLiteral("-i"), name + QStringLiteral("-%02d.png"),
                 QStringLiteral("-frames:v"), QString::number(last_), QStringLiteral("-vf"),
                 QStringLiteral("pad=ceil(iw/2)*2:ceil(ih/2)*2,format=yuv420p"), name + QStringLiteral(".mp4")});
}

}  // namespace isthmus::app
