#include "widgets/commands/menu_entries.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QVariant>

namespace isthmus::widgets {

namespace {

constexpr auto whyNotProperty = "whyNot";

QString plain(QString text)
{
    text.replace(QLatin1String("&&"), QLatin1String("\n"));  // an ampersand that is meant
    text.remove(QLatin1Char('&')).replace(QLatin1Char('\n'), QLatin1Char('&'));
    return text.endsWith(QChar(0x2026)) ? text.chopped(1) : text;
}

void collect(const QList<QAction*>& actions, const QStringList& menus, QList<MenuEntry>& entries)
{
    for (QAction* action : actions) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        if (action->menu() != nullptr)
            collect(action->menu()->actions(), menus + QStringList{plain(action->text())}, entries);
        else
            entries.append({menus, action});
    }
}

}  // namespace

QString MenuEntry::name() const { return plain(action->text()); }

QString MenuEntry::place() const { return menus.join(QStringLiteral(" › ")); }

QString MenuEntry::id() const
{
    return action->objectName().isEmpty() ? place() + QStringLiteral(" › ") + name() : action->objectName();
}

QList<MenuEntry> menuEntries(const QMenuBar& bar)
{
    QList<MenuEntry> entries;
    collect(bar.actions(), {}, entries);
    return entries;
}

QString whyNot(const QAction& action) { return action.property(whyNotProperty).toString(); }

void setWhyNot(QAction& action, const QString& reason) { action.setProperty(whyNotProperty, reason); }

}  // namespace isthmus::widgets
