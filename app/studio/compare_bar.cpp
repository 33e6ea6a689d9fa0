#include "app/studio/compare_bar.h"

#include "app/studio/compare_choices.h"
#include "widgets/compare/choice_row.h"
#include "widgets/compare/set_chips.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace isthmus::app {

using widgets::ChoiceRow;

CompareBar::CompareBar(QWidget* parent)
    : QWidget(parent), chips_(new widgets::SetChips), choices_(new ChoiceRow), group_(new QPushButton)
{
    group_->setObjectName(QStringLiteral("groupBy"));
    group_->setMenu(new QMenu(group_));
    choices_->addWidget(new QLabel(tr("Group by")));
    choices_->addWidget(group_);
    choices_->add(tr("Band"), "band", bands());
    choices_->add(tr("Value"), "reduction", reductions());
    auto* open = new QToolButton;
    open->setText(tr("Add runs…"));
    open->setIcon(widgets::icon(QStringLiteral("open")));
    open->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    choices_->addWidget(open);
    choices_->layout()->setContentsMargins(0, 0, 0, 0);
    choices_->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(4);
    column->addWidget(chips_);
    column->addWidget(choices_);
    connect(open, &QToolButton::clicked, this, &CompareBar::openRequested);
    connect(chips_, &widgets::SetChips::picked, this, &CompareBar::picked);
    connect(chips_, &widgets::SetChips::removed, this, &CompareBar::removed);
    connect(choices_, &ChoiceRow::changed, this, &CompareBar::summaryChanged);
}

void CompareBar::setSets(const engine::RunSetsPtr& sets, const std::vector<engine::ComparedRun>& runs, const QStringList& by)
{
    chips_->setSets(sets);
    refillGroupMenu(runs, by);
}

void CompareBar::setSelectedSet(int set) { chips_->setSelectedSet(set); }

engine::Band CompareBar::band() const { return static_cast<engine::Band>(choices_->value("band").toInt()); }

engine::Reduction CompareBar::reduction() const { return static_cast<engine::Reduction>(choices_->value("reduction").toInt()); }

void CompareBar::refillGroupMenu(const std::vector<engine::ComparedRun>& runs, const QStringList& chosen)
{
    QMenu* menu = group_->menu();
    menu->clear();
    QStringList names;
    for (const std::string& each : engine::differingOptions(runs)) {
        const QString path = QString::fromStdString(each);
        QAction* action = menu->addAction(path);
        action->setObjectName(path);
        action->setCheckable(true);
        action->setChecked(chosen.contains(path));
        if (chosen.contains(path))
            names << QString::fromStdString(engine::optionWords(each));
        // Regrouping makes this menu anew: not while it is telling us.
        connect(action, &QAction::toggled, this, [this, path, by = chosen](bool added) mutable {
            added ? by.append(path) : static_cast<void>(by.removeAll(path));
            QTimer::singleShot(0, this, [this, by] { Q_EMIT groupingChosen(by); });
        });
    }
    group_->setText(names.isEmpty() ? tr("all options that differ") : names.join(QStringLiteral(", ")));
    group_->setAccessibleName(tr("Group by: %1").arg(group_->text()));
    group_->setEnabled(!menu->isEmpty());
}

}  // namespace isthmus::app
