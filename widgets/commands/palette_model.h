#pragma once
#include "widgets/commands/menu_entries.h"

#include <QAbstractListModel>

namespace isthmus::widgets {

/// The actions that what was typed may mean, the likeliest first; of equally likely ones those used last, then those of the
/// menus before those of menus inside them.
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        Place = Qt::UserRole,  ///< the menu; of a disabled action why it is
        Keys,                  ///< its shortcut
        Letters,               ///< QList<int>: which letters of the name were typed
        Usable,
    };

    using QAbstractListModel::QAbstractListModel;

    /// `recent`: ids, newest first.
    void setEntries(const QList<MenuEntry>& entries, const QStringList& recent);
    void setTyped(const QString& typed);
    const MenuEntry& entry(int row) const { return shown_[row].entry; }

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(shown_.size()); }
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Shown {
        MenuEntry entry;
        int score;
        QList<int> letters;
    };

    QList<MenuEntry> entries_;  ///< used last first
    QList<Shown> shown_;
};

}  // namespace isthmus::widgets
