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

void RunWatch::setNotes(const QString& folder, const QStringList& tags, const QString& note)
{
    ask([=](RunScanner& scanner) { scanner.setNotes(folder, tags, note); });
}

}  // namespace isthmus::app
