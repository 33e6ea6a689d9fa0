#pragma once
#include <QStyledItemDelegate>

namespace isthmus::widgets {

/// A row of the list of anchors: at its right the number of a chosen network, and a cross where it can be taken away.
class AnchorRow final : public QStyledItemDelegate {
public:
    static constexpr int keyRole = Qt::UserRole;         ///< name of the run's network, path of an added one
    static constexpr int numberRole = Qt::UserRole + 1;  ///< text
    static constexpr int addedRole = Qt::UserRole + 2;   ///< whether it was added from elsewhere

    using QStyledItemDelegate::QStyledItemDelegate;

    static int height(const QFontMetrics& metrics);
    /// The cross of an added network.
    static QRect crossIn(const QRect& row);

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

}  // namespace isthmus::widgets
