#include "widgets/commands/choice_menu.h"

#include <QDir>
#include <QFileInfo>

namespace isthmus::widgets {

namespace {

constexpr int longestFolder = 48;  ///< letters

QString shortFolder(QString folder)
{
    if (const QString home = QDir::homePath(); folder == home || folder.startsWith(home + QLatin1Char('/')))
        folder.replace(0, home.size(), QStringLiteral("~"));
    return folder.size() <= longestFolder ? folder : QStringLiteral("…") + folder.right(longestFolder - 1);
}

}  // namespace

ChoiceMenu::ChoiceMenu(const QString& title, QWidget* parent) : QMenu(title, parent)
{
    setToolTipsVisible(true);
    allow();
}

void ChoiceMenu::setNames(const QStringList& names)
{
    clear();
    for (const QString& name : names)
        add(name, name);
    allow();
}

void ChoiceMenu::setPaths(const QStringList& paths)
{
    clear();
    for (const QString& path : paths) {
        const QFileInfo file(path);
        add(tr("%1 – %2").arg(file.fileName(), shortFolder(file.path())), path);
        actions().last()->setToolTip(path);
    }
    allow();
}

void ChoiceMenu::add(const QString& text, const QString& choice)
{
    QAction* action = addAction(QString(text).replace(QLatin1Char('&'), QLatin1String("&&")));
    connect(action, &QAction::triggered, this, [this, choice] { Q_EMIT chosen(choice); });
}

void ChoiceMenu::allow() { menuAction()->setEnabled(!isEmpty()); }

}  // namespace isthmus::widgets
