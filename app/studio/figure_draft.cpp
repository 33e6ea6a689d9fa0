#include "app/studio/figure_draft.h"

#include "engine/runs/experiment.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace isthmus::app {

FigureDraft::FigureDraft(const QString& file)
{
    if (file.isEmpty())
        return;
    QDir().mkpath(QFileInfo(file).absolutePath());
    lock_ = std::make_unique<QLockFile>(file + QStringLiteral(".lock"));
    lock_->setStaleLockTime(0);  // of a process that is gone; one that lives keeps it however long
    if (lock_->tryLock())
        file_ = file;
}

std::optional<FigureDraft::Left> FigureDraft::left() const
{
    if (file_.isEmpty() || !QFile::exists(file_))
        return {};
    try {
        const engine::Json kept = engine::readJsonObject(file_.toStdString());
        return Left{kept.at("figure"), QString::fromStdString(kept.at("file").get<std::string>())};
    } catch (const std::exception&) {
        return {};  // damaged: there is nothing to be had from it
    }
}

void FigureDraft::keep(const engine::Json& document, const QString& file)
{
    if (file_.isEmpty())
        return;
    QSaveFile target(file_);
    const std::string text = engine::Json{{"figure", document}, {"file", file.toStdString()}}.dump();
    if (target.open(QIODevice::WriteOnly) && target.write(text.c_str()) == static_cast<qint64>(text.size()))
        target.commit();
}

void FigureDraft::drop()
{
    if (!file_.isEmpty())
        QFile::remove(file_);
}

}  // namespace isthmus::app
