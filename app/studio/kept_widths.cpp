#include "app/studio/kept_widths.h"

#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace isthmus::app {

KeptWidths::KeptWidths(QMainWindow& window, Rows rows) : QObject(&window), window_(window), rows_(std::move(rows))
{
    window.installEventFilter(this);
}

void KeptWidths::give(const QList<QList<int>>& widths)
{
    widths_ = widths;
    apply();
}

bool KeptWidths::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Hide && !event->spontaneous() && widths_.isEmpty()) {
        for (const QList<QDockWidget*>& row : rows_()) {
            QList<int>& widths = widths_.emplace_back();
            for (const QDockWidget* panel : row)
                widths << panel->width();
        }
    }
    if (event->type() == QEvent::Show && !widths_.isEmpty())  // panels that are not seen yet take no sizes
        QTimer::singleShot(0, this, &KeptWidths::apply);
    return QObject::eventFilter(watched, event);
}

void KeptWidths::apply()
{
    if (!window_.isVisible())
        return;
    const QList<QList<int>> widths = std::exchange(widths_, {});
    const QList<QList<QDockWidget*>> rows = rows_();
    for (qsizetype k = 0; k < std::min(rows.size(), widths.size()); ++k)
        window_.resizeDocks(rows[k], widths[k], Qt::Horizontal);
}

QDockWidget* seenOf(QDockWidget* one, QDockWidget* other) { return one->visibleRegion().isEmpty() ? other : one; }

}  // namespace isthmus::app
