#pragma once
#include <QStyledItemDelegate>

namespace isthmus::widgets {

/// One action in the palette: name, letters typed in bold, then where it is or why it cannot be used, and its shortcut.
class PaletteDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace isthmus::widgets
