#include "widgets/commands/palette_delegate.h"

#include "widgets/commands/palette_model.h"
#include "widgets/theme/theme.h"

#include <QPainter>

namespace isthmus::widgets {

namespace {

constexpr int margin = 10;
constexpr int tickWidth = 18;  ///< for the tick of what is switched on

/// Draws the name and returns where it ends.
int drawName(QPainter& painter, const QRect& place, const QString& name, const QList<int>& bold)
{
    const QFont plain = painter.font();
    QFont strong = plain;
    strong.setBold(true);
    int x = place.left();
    for (int at = 0; at < name.size(); ++at) {
        painter.setFont(bold.contains(at) ? strong : plain);
        painter.drawText(QRect(x, place.top(), place.right() - x, place.height()), Qt::AlignVCenter, name.mid(at, 1));
        x += painter.fontMetrics().horizontalAdvance(name[at]);
    }
    painter.setFont(plain);
    return x;
}

}  // namespace

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool usable = index.data(PaletteModel::Usable).toBool();
    const auto group = usable ? QPalette::Active : QPalette::Disabled;
    painter->save();
    painter->fillRect(option.rect, option.palette.color(group, selected ? QPalette::Highlight : QPalette::Base));
    const bool onAccent = selected && usable;
    const QColor strong = option.palette.color(group, onAccent ? QPalette::HighlightedText : QPalette::Text);
    const QColor quiet = onAccent ? strong : color(selected ? Role::Text : Role::Muted);
    QRect row = option.rect.adjusted(margin, 0, -margin, 0);
    painter->setFont(option.font);
    painter->setPen(strong);
    if (index.data(Qt::CheckStateRole).toInt() == Qt::Checked)
        painter->drawText(row, Qt::AlignVCenter, QStringLiteral("✓"));
    row.setLeft(row.left() + tickWidth);
    const QString keys = index.data(PaletteModel::Keys).toString();
    painter->setPen(usable ? quiet : strong);
    painter->drawText(row, Qt::AlignVCenter | Qt::AlignRight, keys);
    row.setRight(row.right() - option.fontMetrics.horizontalAdvance(keys) - margin);
    painter->setPen(strong);
    row.setLeft(drawName(*painter, row, index.data().toString(), index.data(PaletteModel::Letters).value<QList<int>>()) + margin);
    painter->setPen(quiet);
    const QString place = index.data(PaletteModel::Place).toString();
    painter->drawText(row, Qt::AlignVCenter, option.fontMetrics.elidedText(place, Qt::ElideRight, row.width()));
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {0, option.fontMetrics.height() + 12};
}

}  // namespace isthmus::widgets
