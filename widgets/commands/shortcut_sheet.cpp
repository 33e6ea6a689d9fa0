#include "widgets/commands/shortcut_sheet.h"

#include "widgets/handbook/handbook_keys.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace isthmus::widgets {

ShortcutSheet::ShortcutSheet(const QList<MenuEntry>& entries, QWidget* parent)
    : QDialog(parent), field_(new QLineEdit), table_(new QTreeWidget)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    field_->setPlaceholderText(tr("Find a command or a key"));
    field_->setAccessibleName(tr("Find a command or a key"));
    field_->setClearButtonEnabled(true);
    field_->addAction(icon(QStringLiteral("find")), QLineEdit::LeadingPosition);
    table_->setAccessibleName(tr("Keyboard shortcuts"));
    table_->setHeaderLabels({tr("Keys"), tr("What they do")});
    table_->setRootIsDecorated(false);
    table_->setItemsExpandable(false);
    table_->setIndentation(12);
    table_->setWordWrap(true);
    for (const MenuEntry& entry : entries)
        if (!entry.action->shortcut().isEmpty())
            addKeys(entry.menus.first(), entry.name(), entry.action->shortcut().toString(QKeySequence::NativeText));
    for (const ViewKey& key : handbookKeys())
        addKeys(key.view, key.meaning, key.keys);
    table_->expandAll();
    table_->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    auto* column = new QVBoxLayout(this);
    column->addWidget(field_);
    column->addWidget(table_, 1);
    connect(field_, &QLineEdit::textChanged, this, &ShortcutSheet::filter);
    resize(760, 680);
}

void ShortcutSheet::addKeys(const QString& heading, const QString& name, const QString& keys)
{
    QTreeWidgetItem* group = table_->topLevelItem(table_->topLevelItemCount() - 1);
    if (group == nullptr || group->text(0) != heading) {
        group = new QTreeWidgetItem(table_, {heading});
        QFont bold = table_->font();
        bold.setBold(true);
        group->setFont(0, bold);
        group->setFlags(Qt::ItemIsEnabled);
        group->setFirstColumnSpanned(true);
    }
    auto* row = new QTreeWidgetItem(group, {keys, name});
    row->setToolTip(1, name);
}

void ShortcutSheet::filter(const QString& words)
{
    for (int i = 0; i < table_->topLevelItemCount(); ++i) {
        QTreeWidgetItem* group = table_->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < group->childCount(); ++j) {
            QTreeWidgetItem* row = group->child(j);
            const bool shown = (group->text(0) + QLatin1Char(' ') + row->text(0) + QLatin1Char(' ') + row->text(1))
                                   .contains(words.simplified(), Qt::CaseInsensitive);
            row->setHidden(!shown);
            any = any || shown;
        }
        group->setHidden(!any);
    }
}

}  // namespace isthmus::widgets
