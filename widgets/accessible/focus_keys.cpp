#include "widgets/accessible/focus_keys.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>

namespace isthmus::widgets {

namespace {

/// Where the cursor of a text or the current cell of a table is.
QPoint placeIn(const QWidget& widget) { return widget.inputMethodQuery(Qt::ImCursorRectangle).toRect().center(); }

void openMenu(QWidget& widget)
{
    const QPoint place = placeIn(widget);
    QContextMenuEvent menu(QContextMenuEvent::Keyboard, place, widget.mapToGlobal(place));
    QCoreApplication::sendEvent(&widget, &menu);
}

}  // namespace

void showTipOfFocus()
{
    QWidget* widget = QApplication::focusWidget();
    if (widget == nullptr)
        return;
    auto* const area = qobject_cast<QAbstractScrollArea*>(widget);
    const QPoint place = area ? placeIn(*widget) : QPoint(0, widget->height() / 2);
    QWidget* const at = area ? area->viewport() : widget;                   // a table has a tip for each cell
    for (const QEvent::Type kind : {QEvent::WhatsThis, QEvent::ToolTip}) {  // a plot tells what it shows
        QHelpEvent help(kind, place, at->mapToGlobal(place));
        if (QCoreApplication::sendEvent(at, &help) && help.isAccepted())
            return;
    }
}

FocusKeys::FocusKeys(QObject* parent) : QObject(parent) { qApp->installEventFilter(this); }

bool FocusKeys::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress || watched != QApplication::focusWidget())
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->modifiers() != Qt::ShiftModifier || (key->key() != Qt::Key_F10 && key->key() != Qt::Key_F1))
        return false;
    if (key->key() == Qt::Key_F10)
        openMenu(*QApplication::focusWidget());
    else
        showTipOfFocus();
    return true;
}

}  // namespace isthmus::widgets
