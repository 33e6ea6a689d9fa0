#include "widgets/landscape/anchor_list.h"

#include "widgets/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace isthmus::widgets {

namespace {

constexpr int rowGap = 6;
constexpr int fewestRows = 3;
constexpr int mostRows = 8;
constexpr int numberRight = 8;
constexpr int numberRole = Qt::UserRole;

/// Writes the number of a chosen network at the right of its row.
class NumberDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + rowGap};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        painter->setPen(color(Role::Muted));
        painter->drawText(option.rect.adjusted(0, 0, -numberRight, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data(numberRole).toString());
    }
};

}  // namespace

AnchorList::AnchorList(QWidget* parent) : QListWidget(parent)
{
    setItemDelegate(new NumberDelegate(this));
    setSelectionMode(NoSelection);  // the boxes say what is chosen; the keyboard's place has a frame
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setAccessibleName(tr("Anchors"));
    setToolTip(tr("Networks of the run that the chart is laid through, numbered in the order of choosing. Alt with an arrow key "
                  "moves one to an earlier or later number."));
    connect(this, &QListWidget::itemClicked, this, &AnchorList::toggle);
}

void AnchorList::setNames(const QStringList& names)
{
    QStringList shown;
    for (int row = 0; row < count(); ++row)
        shown += item(row)->text();
    const bool grown = names.mid(0, shown.size()) == shown;  // as while a run goes on: nothing else moves
    if (!grown)
        clear();
    for (const QString& name : grown ? names.mid(shown.size()) : names) {
        auto* row = new QListWidgetItem(name, this);
        row->setFlags(Qt::ItemIsEnabled);  // the whole row chooses, not only its box
    }
    if (grown)
        showChosen();
    else
        setChosen(QStringList(chosen_));
    updateGeometry();
}

void AnchorList::setChosen(const QStringList& names)
{
    chosen_.clear();
    for (const QString& name : names) {
        if (!chosen_.contains(name) && !findItems(name, Qt::MatchExactly | Qt::MatchCaseSensitive).isEmpty())
            chosen_ += name;
    }
    showChosen();
    if (!chosen_.isEmpty())
        scrollToItem(findItems(chosen_.last(), Qt::MatchExactly | Qt::MatchCaseSensitive).first());
}

void AnchorList::toggle(const QListWidgetItem* item)
{
    if (item == nullptr)
        return;
    const QString name = item->text();
    if (chosen_.removeAll(name) == 0) {
        if (onlyOne_)
            chosen_.clear();
        chosen_ += name;
    }
    showChosen();
    Q_EMIT chosenChanged();
}

void AnchorList::move(int by)
{
    const qsizetype from = currentItem() == nullptr ? -1 : chosen_.indexOf(currentItem()->text());
    if (from < 0 || from + by < 0 || from + by >= chosen_.size())
        return;
    chosen_.move(from, from + by);
    showChosen();
    Q_EMIT chosenChanged();
}

void AnchorList::showChosen()
{
    for (int row = 0; row < count(); ++row) {
        QListWidgetItem* each = item(row);
        const qsizetype place = chosen_.indexOf(each->text());
        each->setCheckState(place < 0 ? Qt::Unchecked : Qt::Checked);
        each->setData(numberRole, place < 0 || chosen_.size() < 2 ? QString() : QString::number(place + 1));
        each->setData(Qt::AccessibleDescriptionRole, place < 0 ? QString() : tr("anchor %1").arg(place + 1));
    }
}

void AnchorList::keyPressEvent(QKeyEvent* event)
{
    const bool up = event->key() == Qt::Key_Up;
    if (event->key() == Qt::Key_Space)
        toggle(currentItem());
    else if (event->modifiers().testFlag(Qt::AltModifier) && (up || event->key() == Qt::Key_Down))
        move(up ? -1 : 1);
    else
        QListWidget::keyPressEvent(event);
}

int AnchorList::heightOf(int rows) const { return rows * (fontMetrics().height() + rowGap) + 2 * frameWidth(); }

QSize AnchorList::sizeHint() const { return {QListWidget::sizeHint().width(), heightOf(qBound(fewestRows, count(), mostRows))}; }

QSize AnchorList::minimumSizeHint() const { return sizeHint(); }

}  // namespace isthmus::widgets
