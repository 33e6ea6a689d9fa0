#include "widgets/landscape/anchor_row.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QPainter>

namespace isthmus::widgets {

namespace {

constexpr int rowGap = 6;
constexpr int right = 8;
constexpr int crossSide = 12;

}  // namespace

int AnchorRow::height(const QFontMetrics& metrics) { return metrics.height() + rowGap; }

QRect AnchorRow::crossIn(const QRect& row)
{
    return {row.right() - right / 2 - crossSide, row.center().y() - crossSide / 2, crossSide, crossSide};
}

QSize AnchorRow::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), height(option.fontMetrics)};
}

void AnchorRow::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->textElideMode = Qt::ElideMiddle;  // the run and the network are at the two ends
}

void AnchorRow::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool added = index.data(addedRole).toBool();
    const QString number = index.data(numberRole).toString();
    const QRect cross = crossIn(option.rect);
    const int end = added ? cross.left() - right : option.rect.right() - right;
    QStyleOptionViewItem words = option;
    words.rect.setRight(end - (number.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(number) + right));
    QStyledItemDelegate::paint(painter, words, index);
    painter->setPen(color(Role::Muted));
    painter->drawText(QRect(option.rect.topLeft(), QPoint(end, option.rect.bottom())), Qt::AlignRight | Qt::AlignVCenter, number);
    if (added)
        icon(QStringLiteral("close")).paint(painter, cross);
}

}  // namespace isthmus::widgets
