#pragma once
#include "widgets/commands/menu_entries.h"

#include <QDialog>

class QLineEdit;
class QTreeWidget;

namespace isthmus::widgets {

/// Every key in one table: those of the actions, as the menus have them, then those of the views, as the handbook has them.
class ShortcutSheet final : public QDialog {
    Q_OBJECT
public:
    explicit ShortcutSheet(const QList<MenuEntry>& entries, QWidget* parent = nullptr);

private:
    void addKeys(const QString& heading, const QString& name, const QString& keys);
    void filter(const QString& words);

    QLineEdit* field_;
    QTreeWidget* table_;
};

}  // namespace isthmus::widgets
