#pragma once
#include <QList>
#include <QString>
#include <QStringList>

class QAction;
class QMenuBar;

namespace isthmus::widgets {

/// An action where a menu bar offers it.
struct MenuEntry {
    QStringList menus;  ///< from the outermost to the one that it is in
    QAction* action = nullptr;

    QString name() const;   ///< as the menu says it, without mnemonic and dots
    QString place() const;  ///< "View › Theme"
    /// The same at every start: the action's own name, or place and name where it has none.
    QString id() const;
};

/// Every action of the bar's menus in their order, those of menus inside menus too.
QList<MenuEntry> menuEntries(const QMenuBar& bar);

/// Why an action that is disabled cannot be used now, in one clause; empty: not known.
QString whyNot(const QAction& action);
void setWhyNot(QAction& action, const QString& reason);

}  // namespace isthmus::widgets
