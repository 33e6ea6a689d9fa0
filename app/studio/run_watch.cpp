#include "app/studio/run_watch.h"

namespace isthmus::app {

RunWatch::RunWatch(QObject* parent)
    : QObject(parent),
      mailbox_(this, [this](const RunsSeenPtr& seen) { Q_EMIT found(seen); }),
      scanner_(new RunScanner(mailbox_, [this](const QString& message) {
          QMetaObject::invokeMethod(
              this, [this, message] { Q_EMIT problem(message); }, Qt::QueuedConnection);
      }))
{
    scanner_->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, scanner_, &QObject::deleteLater);
    thread_.setObjectName(QStringLiteral("run watch"));
    thread_.start(QThread::LowPriority);
}

RunWatch::~RunWatch()
{
    thread_.quit();
    thread_.wait();
}

void RunWatch::ask(std::function<void(RunScanner&)> what)
{
    QMetaObject::invokeMethod(
        scanner_, [scanner = scanner_, what = std::move(what)] { what(*scanner); }, Qt::QueuedConnection);
}

void RunWatch::look(const QString& folder)
{
    ask([folder](RunScanner& scanner) { scanner.look(folder); });
}

void RunWatch::moveToTrash(const QStringList& folders, std::function<void(const QStringList& folders)> moved)
{
    ask([this, folders, moved = std::move(moved)](RunScanner& scanner) {
        const QStringList done = scanner.moveToTrash(folders);
        if (moved && !done.isEmpty())
            QMetaObject::invokeMethod(
                this, [moved, done] { moved(done); }, Qt::QueuedConnection);
    });
}

void RunWatch::restore(const QStringList& folders)
{
    ask([folders](RunScanner& scanner) { scanner.restore(folders); });
}

void RunWatch::setNotes(const QString& folder, const engine::RunNotes& notes,
                        std::function<void(const engine::RunNotes& before)> written)
{
    ask([this, folder, notes, written = std::move(written)](RunScanner& scanner) {
        const std::optional<engine::RunNotes> before = scanner.setNotes(folder, notes);
        if (written && before)
            QMetaObject::invokeMethod(
                this, [written, before = *before] { written(before); }, Qt::QueuedConnection);
    });
}

}  // namespace isthmus::app
