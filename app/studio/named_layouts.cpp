#include "app/studio/named_layouts.h"

#include "app/studio/layout_history.h"
#include "app/studio/main_window.h"
#include "app/studio/settings.h"
#include "widgets/commands/choice_menu.h"

#include <QInputDialog>

namespace isthmus::app {

NamedLayouts::NamedLayouts(MainWindow& window, LayoutHistory& history, Settings& settings)
    : QObject(&window), window_(window), history_(history), settings_(settings)
{
    connect(&window.chosenLayout(), &widgets::ChoiceMenu::chosen, this, &NamedLayouts::choose);
    connect(&window.deletedLayout(), &widgets::ChoiceMenu::chosen, this, &NamedLayouts::remove);
    showNames();
}

void NamedLayouts::showNames()
{
    const QStringList names = settings_.layoutNames();
    window_.chosenLayout().setNames(names);
    window_.deletedLayout().setNames(names);
}

void NamedLayouts::askForName()
{
    auto* dialog = new QInputDialog(&window_);
    dialog->setObjectName(QStringLiteral("layout-name"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save layout"));
    dialog->setLabelText(tr("Name of the layout; one that has it already is replaced:"));
    dialog->setOkButtonText(tr("Save"));
    connect(dialog, &QInputDialog::textValueSelected, this, &NamedLayouts::save);
    dialog->open();
}

void NamedLayouts::save(const QString& name)
{
    if (name.trimmed().isEmpty())
        return;
    settings_.setNamedLayout(name.trimmed(), window_.layoutState().toBytes());
    showNames();
}

void NamedLayouts::choose(const QString& name)
{
    history_.change(tr("the layout “%1”").arg(name),
                    [this, name] { window_.setLayoutState(WindowLayout::fromBytes(settings_.namedLayout(name))); });
}

void NamedLayouts::remove(const QString& name)
{
    settings_.setNamedLayout(name, {});
    showNames();
}

}  // namespace isthmus::app
