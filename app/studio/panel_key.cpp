#include "app/studio/panel_key.h"

#include "app/studio/panel.h"

#include <QAction>
#include <QApplication>
#include <QEvent>

namespace isthmus::app {

PanelKey::PanelKey(QDockWidget* panel, const QKeySequence& key) : QObject(panel), panel_(panel)
{
    QAction* entry = panel->toggleViewAction();
    entry->setShortcut(key);
    entry->installEventFilter(this);
    connect(entry, &QAction::triggered, this, [this](bool shown) {
        if (shown)
            go();
    });
}

bool PanelKey::eventFilter(QObject*, QEvent* event)
{
    if (event->type() != QEvent::Shortcut || panel_->isHidden() || panel_->isAncestorOf(QApplication::focusWidget()))
        return false;
    go();
    return true;
}

void PanelKey::go()
{
    panel_->raise();
    panel_->activateWindow();  // it may float
    focusInto(*panel_->widget());
}

}  // namespace isthmus::app
