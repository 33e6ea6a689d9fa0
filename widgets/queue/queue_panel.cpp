#include "widgets/queue/queue_panel.h"

#include "widgets/forms/primary_button.h"
#include "widgets/queue/queue_model.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace isthmus::widgets {

QueuePanel::QueuePanel(QWidget* parent) : QWidget(parent), model_(new QueueModel(this))
{
    makeTable();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeTools());
    column->addWidget(table_, 1);
    connect(model_, &QueueModel::moveRequested, this, &QueuePanel::moveRequested);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &QueuePanel::refresh);
    connect(table_, &QTreeView::doubleClicked, open_, &QAction::trigger);
    refresh();
}

void QueuePanel::makeTable()
{
    table_ = new QTreeView(this);  // of one level: a table whose keys go by rows
    table_->setObjectName(QStringLiteral("queue"));
    table_->setAccessibleName(tr("Queue"));
    table_->setModel(model_);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setRootIsDecorated(false);
    table_->setUniformRowHeights(true);
    table_->setAllColumnsShowFocus(true);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setDragDropMode(QAbstractItemView::DragDrop);
    table_->setDefaultDropAction(Qt::MoveAction);
    table_->setDropIndicatorShown(true);
    table_->setContextMenuPolicy(Qt::NoContextMenu);  // the panel has it
    QHeaderView* header = table_->header();
    header->setStretchLastSection(true);
    const int letter = fontMetrics().averageCharWidth();
    header->resizeSection(QueueModel::StateColumn, 16 * letter);
    header->resizeSection(QueueModel::NameColumn, 28 * letter);
    header->resizeSection(QueueModel::SettingsColumn, 60 * letter);
}

QAction* QueuePanel::addAction(const char* name, const QString& text, const QString& drawing, const QKeySequence& shortcut,
                               const std::function<void()>& act)
{
    auto* action = new QAction(icon(drawing), text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetShortcut);
    if (!shortcut.isEmpty())
        action->setToolTip(tr("%1 (%2)").arg(text, shortcut.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, act);
    table_->addAction(action);
    return action;
}

QWidget* QueuePanel::makeTools()
{
    up_ = addAction("queue-up", tr("Run earlier"), QStringLiteral("up"), Qt::ALT | Qt::Key_Up, [this] { moveSelected(-1); });
    down_ = addAction("queue-down", tr("Run later"), QStringLiteral("down"), Qt::ALT | Qt::Key_Down, [this] { moveSelected(1); });
    end_ = addAction("queue-end", tr("Remove from the queue"), QStringLiteral("stop"), Qt::Key_Delete, [this] { endSelected(); });
    clear_ = addAction("queue-clear", tr("Clear what has ended"), QStringLiteral("clear"), {},
                       [this] { Q_EMIT clearFinishedRequested(); });
    open_ = addAction("queue-open", tr("Show this run"), QStringLiteral("open"), {}, [this] {
        const QList<const QueueEntry*> entries = selected();
        if (entries.size() == 1 && !entries.first()->folder.isEmpty())
            Q_EMIT openRequested(entries.first()->folder);
    });
    auto* tools = new QWidget(this);
    summary_ = new QLabel(tools);
    summary_->setObjectName(QStringLiteral("queue-summary"));
    goOn_ = new PrimaryButton(tr("Continue"), tools);
    goOn_->setObjectName(QStringLiteral("queue-continue"));
    connect(goOn_, &QAbstractButton::clicked, this, &QueuePanel::continueRequested);
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(8, 4, 4, 0);
    row->setSpacing(8);
    row->addWidget(summary_);
    row->addWidget(goOn_);
    row->addStretch(1);
    for (QAction* action : {up_, down_, end_, clear_}) {
        auto* button = new QToolButton(tools);
        button->setDefaultAction(action);
        button->setIconSize({16, 16});
        button->setAutoRaise(true);
        button->setAccessibleName(action->text());
        row->addWidget(button);
    }
    return tools;
}

void QueuePanel::setEntries(const QList<QueueEntry>& entries)
{
    QList<quint64> ids;
    for (const QueueEntry* entry : selected())
        ids += entry->id;
    model_->setEntries(entries);
    QItemSelection rows;
    for (const quint64 id : ids)
        if (const int row = model_->rowOf(id); row >= 0)
            rows.select(model_->index(row, 0), model_->index(row, QueueModel::columns - 1));
    table_->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    if (!rows.isEmpty() && !table_->currentIndex().isValid())
        table_->selectionModel()->setCurrentIndex(rows.indexes().first(), QItemSelectionModel::NoUpdate);
    const auto running =
        std::find_if(entries.begin(), entries.end(), [](const QueueEntry& entry) { return entry.state == QueueState::Running; });
    if (running != entries.end() && std::exchange(running_, running->id) != running->id)
        table_->scrollTo(model_->index(static_cast<int>(running - entries.begin()), 0), QAbstractItemView::PositionAtCenter);
    refresh();
}

QList<const QueueEntry*> QueuePanel::selected() const
{
    QList<const QueueEntry*> entries;
    QModelIndexList rows = table_->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex& index : rows)
        entries += &model_->entry(index.row());
    return entries;
}

void QueuePanel::moveSelected(int by)
{
    const QList<const QueueEntry*> entries = selected();
    if (entries.size() != 1)
        return;
    const int row = model_->rowOf(entries.first()->id);
    Q_EMIT moveRequested(entries.first()->id, by < 0 ? row - 1 : row + 2);
}

void QueuePanel::endSelected()
{
    QList<quint64> ids;
    quint64 running = 0;
    for (const QueueEntry* entry : selected()) {
        if (entry->state == QueueState::Running)
            running = entry->id;
        else
            ids += entry->id;
    }
    if (!ids.isEmpty())
        Q_EMIT removeRequested(ids);
    if (running != 0)
        Q_EMIT cancelRequested(running);
}

void QueuePanel::refresh()
{
    int waiting = 0;
    int held = 0;
    int ended = 0;
    for (int row = 0; row < model_->rowCount(); ++row) {
        const QueueEntry& entry = model_->entry(row);
        waiting += entry.waits() ? 1 : 0;
        held += entry.state == QueueState::OnHold ? 1 : 0;
        ended += entry.finished() ? 1 : 0;
    }
    summary_->setText(waiting == 0 ? tr("Nothing waits.")
                      : held == 0  ? waiting == 1 ? tr("1 experiment waits.") : tr("%1 experiments wait.").arg(waiting)
                       : held == 1 ? tr("1 experiment is on hold:")
                                   : tr("%1 experiments are on hold:").arg(held));
    goOn_->setVisible(held > 0);
    const QList<const QueueEntry*> entries = selected();
    const bool one = entries.size() == 1;
    const int row = one ? model_->rowOf(entries.first()->id) : -1;
    const auto waitsAt = [&](int place) { return place >= 0 && place < model_->rowCount() && model_->entry(place).waits(); };
    up_->setEnabled(one && waitsAt(row) && waitsAt(row - 1));
    down_->setEnabled(one && waitsAt(row) && waitsAt(row + 1));
    const bool runs = one && entries.first()->state == QueueState::Running;
    end_->setEnabled(!entries.isEmpty());
    end_->setText(runs ? tr("Cancel this run") : tr("Remove from the queue"));
    end_->setToolTip(tr("%1 (%2)").arg(end_->text(), end_->shortcut().toString(QKeySequence::NativeText)));
    clear_->setEnabled(ended > 0);
    open_->setEnabled(one && !runs && !entries.first()->folder.isEmpty());
}

void QueuePanel::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({open_, up_, down_, end_});
    menu->addSeparator();
    menu->addAction(clear_);
    menu->popup(event->globalPos());
}

}  // namespace isthmus::widgets
