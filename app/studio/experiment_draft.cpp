#include "app/studio/experiment_draft.h"

#include "engine/error.h"
#include "engine/runs/experiment.h"
#include "widgets/forms/experiment_form.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>
#include <QTimer>

namespace isthmus::app {

namespace {

constexpr int typingPause = 500;  ///< milliseconds

}  // namespace

ExperimentDraft::ExperimentDraft(const widgets::ExperimentForm& form, const std::filesystem::path& file)
    : form_(form), rest_(new QTimer(this))
{
    rest_->setSingleShot(true);
    rest_->setInterval(typingPause);
    connect(rest_, &QTimer::timeout, this, &ExperimentDraft::write);
    if (file.empty())
        return;
    const QString path = QString::fromStdString(file.string());
    QDir().mkpath(QFileInfo(path).path());
    lock_ = std::make_unique<QLockFile>(path + QLatin1String(".lock"));
    if (!lock_->tryLock(0))
        return;
    file_ = path;
    try {
        if (QFileInfo::exists(file_))
            left_ = engine::readJsonObject(file);
    } catch (const engine::Error&) {
        forget();  // half of it is no experiment
    }
}

ExperimentDraft::~ExperimentDraft() = default;

void ExperimentDraft::keep()
{
    if (!file_.isEmpty())
        rest_->start();
}

void ExperimentDraft::settleLeft()
{
    left_.reset();
    forget();
}

void ExperimentDraft::forget()
{
    rest_->stop();
    if (!file_.isEmpty() && !left_)
        QFile::remove(file_);
}

void ExperimentDraft::write()
{
    const QByteArray text = QByteArray::fromStdString(form_.experiment().dump(2)) + '\n';
    QSaveFile out(file_);
    const bool written = out.open(QIODevice::WriteOnly) && out.write(text) == text.size() && out.commit();
    if (!written && !std::exchange(told_, true))
        Q_EMIT problem(tr("what is edited in the form is not kept: %1: %2").arg(file_, out.errorString()));
}

}  // namespace isthmus::app
