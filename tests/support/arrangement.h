#pragma once
#include <QDockWidget>
#include <QMainWindow>
#include <QStringList>

namespace isthmus::tests {

/// Which panels of a window there are where, without the sizes that the layout gives them.
inline QStringList arrangement(const QWidget& window)
{
    QStringList all;
    for (QDockWidget* each : window.findChildren<QDockWidget*>()) {
        const auto* host = qobject_cast<QMainWindow*>(each->parentWidget());
        QStringList beside;
        for (const QDockWidget* other : host->tabifiedDockWidgets(each))
            beside << other->objectName();
        beside.sort();
        all << QStringLiteral("%1 %2 %3 %4 %5")
                   .arg(each->objectName())
                   .arg(each->isHidden())
                   .arg(each->isFloating())
                   .arg(host->dockWidgetArea(each))
                   .arg(beside.join(','));
    }
    all.sort();
    return all;
}

}  // namespace isthmus::tests
