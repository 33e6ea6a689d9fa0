#include "widgets/forms/preset_button.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

namespace isthmus::widgets {

PresetButton::PresetButton(QWidget* parent) : QWidget(parent), menu_(new QMenu(tr("Begin with a &preset"), this))
{
    auto* button = new QPushButton(tr("Begin with a preset"), this);
    button->setObjectName(QStringLiteral("presets"));
    button->setToolTip(tr("Fill the form with an experiment that comes with the program"));
    button->setMenu(menu_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 6, 8, 2);
    row->addWidget(button, 1);
}

void PresetButton::setPresets(const QList<PresetChoice>& presets)
{
    menu_->clear();
    QMenu* group = nullptr;
    for (const PresetChoice& preset : presets) {
        if (preset.group.isEmpty())
            group = nullptr;
        else if (group == nullptr || group->title() != preset.group)
            group = menu_->addMenu(preset.group);
        QAction* action = (group == nullptr ? menu_ : group)->addAction(preset.label);
        action->setObjectName(QStringLiteral("preset-") + preset.name);
        connect(action, &QAction::triggered, this, [this, name = preset.name] { Q_EMIT chosen(name); });
    }
}

}  // namespace isthmus::widgets
