#include "widgets/landscape/anchor_list.h"

#include "widgets/landscape/anchor_row.h"
#include "widgets/theme/theme.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

namespace isthmus::widgets {

namespace {

constexpr int fewestRows = 3;
constexpr int mostRows = 8;

/// What of a drag can be networks: folders and safetensors files.
QStringList placesIn(const QMimeData* data)
{
    QStringList places;
    for (const QUrl& url : data->urls())
        if (const QString path = url.toLocalFile();
            path.endsWith(QLatin1String(".safetensors")) || (!path.isEmpty() && QFileInfo(path).isDir()))
            places += path;
    return places;
}

}  // namespace

AnchorList::AnchorList(QWidget* parent) : QListWidget(parent)
{
    setItemDelegate(new AnchorRow(this));
    setSelectionMode(NoSelection);  // the boxes say what is chosen; the keyboard's place has a frame
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setAcceptDrops(true);
    setAccessibleName(tr("Anchors"));
    setToolTip(
        tr("Networks that the chart is laid through, numbered in the order of choosing. Alt with an arrow key moves one to "
           "an earlier or later number. Run folders and .safetensors files can be dropped here."));
}

QListWidgetItem* AnchorList::rowOf(const QString& key) const
{
    for (int row = 0; row < count(); ++row)
        if (item(row)->data(AnchorRow::keyRole).toString() == key)
            return item(row);
    return nullptr;
}

void AnchorList::setNames(const QStringList& names)
{
    const bool grown = names.mid(0, names_.size()) == names_;  // as while a run goes on: nothing else moves
    const QStringList fresh = grown ? names.mid(names_.size()) : names;
    if (!grown)
        while (count() > added_.size())
            delete takeItem(0);
    int at = count() - static_cast<int>(added_.size());
    for (const QString& name : fresh) {
        auto* row = new QListWidgetItem(name);
        row->setFlags(Qt::ItemIsEnabled);  // the whole row chooses, not only its box
        row->setData(AnchorRow::keyRole, name);
        insertItem(at++, row);
    }
    names_ = names;
    if (grown)
        showChosen();
    else
        setChosen(QStringList(chosen_));
    updateGeometry();
}

void AnchorList::setAdded(const QList<AddedNetwork>& networks)
{
    while (count() > names_.size())
        delete takeItem(count() - 1);
    added_ = networks;
    for (const AddedNetwork& network : added_) {
        auto* row = new QListWidgetItem(network.name, this);
        row->setFlags(Qt::ItemIsEnabled);
        row->setData(AnchorRow::keyRole, network.path);
        row->setData(AnchorRow::addedRole, true);
        row->setToolTip(network.path);
    }
    chosen_.removeIf([this](const QString& key) { return rowOf(key) == nullptr; });
    showChosen();
    updateGeometry();
}

void AnchorList::setChosen(const QStringList& keys)
{
    chosen_.clear();
    for (const QString& key : keys)
        if (!chosen_.contains(key) && rowOf(key) != nullptr)
            chosen_ += key;
    showChosen();
    if (!chosen_.isEmpty())
        scrollToItem(rowOf(chosen_.last()));
}

QStringList AnchorList::chosenNames() const
{
    QStringList names;
    for (const QString& key : chosen_)
        names += rowOf(key)->text();
    return names;
}

void AnchorList::toggle(const QListWidgetItem* item)
{
    if (item == nullptr)
        return;
    const QString key = item->data(AnchorRow::keyRole).toString();
    if (chosen_.removeAll(key) == 0) {
        if (onlyOne_)
            chosen_.clear();
        chosen_ += key;
    }
    showChosen();
    Q_EMIT chosenChanged();
}

void AnchorList::move(int by)
{
    const qsizetype from = currentItem() == nullptr ? -1 : chosen_.indexOf(currentItem()->data(AnchorRow::keyRole).toString());
    if (from < 0 || from + by < 0 || from + by >= chosen_.size())
        return;
    chosen_.move(from, from + by);
    showChosen();
    Q_EMIT chosenChanged();
}

void AnchorList::remove(const QListWidgetItem* item)
{
    if (item == nullptr || !item->data(AnchorRow::addedRole).toBool())
        return;
    const QString path = item->data(AnchorRow::keyRole).toString();
    const int row = this->row(item);
    QList<AddedNetwork> left = added_;
    left.removeIf([&path](const AddedNetwork& network) { return network.path == path; });
    setAdded(left);
    setCurrentRow(qMin(row, count() - 1));
    Q_EMIT removed(path);
}

void AnchorList::showChosen()
{
    for (int row = 0; row < count(); ++row) {
        QListWidgetItem* each = item(row);
        const qsizetype place = chosen_.indexOf(each->data(AnchorRow::keyRole).toString());
        each->setCheckState(place < 0 ? Qt::Unchecked : Qt::Checked);
        each->setData(AnchorRow::numberRole, place < 0 || chosen_.size() < 2 ? QString() : QString::number(place + 1));
        each->setData(Qt::AccessibleDescriptionRole, place < 0 ? QString() : tr("anchor %1").arg(place + 1));
    }
}

void AnchorList::keyPressEvent(QKeyEvent* event)
{
    const bool up = event->key() == Qt::Key_Up;
    if (event->key() == Qt::Key_Space)
        toggle(currentItem());
    else if (event->key() == Qt::Key_Delete)
        remove(currentItem());
    else if (event->modifiers().testFlag(Qt::AltModifier) && (up || event->key() == Qt::Key_Down))
        move(up ? -1 : 1);
    else
        QListWidget::keyPressEvent(event);
}

void AnchorList::mouseReleaseEvent(QMouseEvent* event)
{
    QListWidget::mouseReleaseEvent(event);
    QListWidgetItem* row = itemAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || row == nullptr || row != currentItem())
        return;  // pressed on another one
    const QRect cross = AnchorRow::crossIn(visualItemRect(row)).adjusted(-4, -4, 4, 4);
    if (row->data(AnchorRow::addedRole).toBool() && cross.contains(event->position().toPoint()))
        remove(row);
    else
        toggle(row);
}

/// The keyboard's place is seen from the start.
void AnchorList::focusInEvent(QFocusEvent* event)
{
    if (currentItem() == nullptr && count() > 0 && event->reason() != Qt::MouseFocusReason)
        setCurrentItem(chosen_.isEmpty() ? item(0) : rowOf(chosen_.first()));
    QListWidget::focusInEvent(event);
}

void AnchorList::paintEvent(QPaintEvent* event)
{
    QListWidget::paintEvent(event);
    if (!dropping_)
        return;
    QPainter painter(viewport());
    painter.setPen(QPen(color(Role::Accent), 2));
    painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
}

void AnchorList::dragEnterEvent(QDragEnterEvent* event)
{
    if (placesIn(event->mimeData()).isEmpty())
        return event->ignore();
    setDropping(true);
    event->setDropAction(Qt::LinkAction);
    event->accept();
}

void AnchorList::dragMoveEvent(QDragMoveEvent* event)
{
    event->setDropAction(Qt::LinkAction);
    event->accept();
}

void AnchorList::dragLeaveEvent(QDragLeaveEvent*) { setDropping(false); }

void AnchorList::dropEvent(QDropEvent* event)
{
    setDropping(false);
    event->setDropAction(Qt::LinkAction);
    event->accept();
    Q_EMIT dropped(placesIn(event->mimeData()));
}

void AnchorList::setDropping(bool dropping)
{
    dropping_ = dropping;
    viewport()->update();
}

int AnchorList::heightOf(int rows) const { return rows * AnchorRow::height(fontMetrics()) + 2 * frameWidth(); }

QSize AnchorList::sizeHint() const { return {QListWidget::sizeHint().width(), heightOf(qBound(fewestRows, count(), mostRows))}; }

QSize AnchorList::minimumSizeHint() const { return sizeHint(); }

}  // namespace isthmus::widgets
