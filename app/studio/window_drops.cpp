#include "app/studio/window_drops.h"

#include "widgets/run/drop_veil.h"

#include <QDir>
#include <QDropEvent>
#include <QMainWindow>
#include <QMimeData>
#include <QUrl>

namespace isthmus::app {

WindowDrops::WindowDrops(QMainWindow& window) : QObject(&window), veil_(new widgets::DropVeil(&window))
{
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

void WindowDrops::look(const QMimeData& dragged)
{
    QStringList paths;
    for (const QUrl& url : dragged.urls())
        if (url.isLocalFile())
            paths << QDir::cleanPath(url.toLocalFile());
    files_ = lookAt(paths);
    veil_->say(files_.words, files_.kind != DroppedFiles::Kind::Unknown);
}

bool WindowDrops::eventFilter(QObject*, QEvent* event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
        look(*static_cast<QDropEvent*>(event)->mimeData());
        event->accept();  // else it would not be told when what it refuses leaves
        return true;
    case QEvent::DragMove:
        event->setAccepted(files_.kind != DroppedFiles::Kind::Unknown);
        return true;
    case QEvent::DragLeave:
        veil_->hide();
        return true;
    case QEvent::Drop:
        veil_->hide();
        event->setAccepted(files_.kind != DroppedFiles::Kind::Unknown);
        if (event->isAccepted())
            Q_EMIT dropped(files_);
        return true;
    default:
        return false;
    }
}

}  // namespace isthmus::app
