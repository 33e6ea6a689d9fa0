#include "widgets/figures/editor/figure_contents.h"

#include "widgets/theme/icons.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QToolButton>

#include <algorithm>

namespace isthmus::widgets {

namespace {

/// The folders among what is dragged.
QStringList foldersIn(const QMimeData& data)
{
    QStringList folders;
    for (const QUrl& url : data.urls())
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isDir())
            folders << url.toLocalFile();
    return folders;
}

QHBoxLayout* buttonRow(QWidget* parent)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    static_cast<QBoxLayout*>(parent->layout())->addLayout(row);
    return row;
}

}  // namespace

FigureContents::FigureContents(const engine::OptionSection& panel, QWidget* parent) : QWidget(parent)
{
    setMinimumWidth(200);
    setAcceptDrops(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(4);

    panels_ = addList(tr("Panels"), "panels");
    QHBoxLayout* row = buttonRow(this);
    QToolButton* add = addButton(row, tr("Add"), "add-panel", tr("Add a panel"));
    auto* kinds = new QMenu(add);
    for (const engine::OptionGroup& kind : panel.kinds) {
        QAction* action = kinds->addAction(QString::fromStdString(kind.label));
        action->setObjectName(QString::fromStdString(kind.id));
        action->setToolTip(QString::fromStdString(kind.help));
        connect(action, &QAction::triggered, this, [this, id = action->objectName()] { Q_EMIT panelAdded(id); });
    }
    kinds->setToolTipsVisible(true);
    add->setMenu(kinds);
    add->setPopupMode(QToolButton::InstantPopup);
    remove_ = addButton(row, tr("Remove"), "remove-panel", tr("Remove the selected panel"));
    up_ = addButton(row, tr("Up"), "panel-up", tr("Move the selected panel before the one above"));
    down_ = addButton(row, tr("Down"), "panel-down", tr("Move the selected panel behind the one below"));
    row->addStretch(1);

    column->addSpacing(8);
    runs_ = addList(tr("Runs of the panel"), "runs");
    runs_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    row = buttonRow(this);
    addRun_ = addButton(row, tr("Add…"), "add-run", tr("Choose a run folder; folders can be dropped here, too"));
    addShown_ = addButton(row, tr("Add shown run"), "add-shown", tr("Add the run that the studio shows"));
    removeRun_ = addButton(row, tr("Remove"), "remove-run", tr("Remove the selected runs from the panel"));
    row->addStretch(1);

    connect(panels_, &QListWidget::currentRowChanged, this, [this](int now) {
        allow();
        if (!showing_)
            Q_EMIT panelSelected(now);
    });
    connect(runs_, &QListWidget::itemSelectionChanged, this, &FigureContents::allow);
    connect(remove_, &QToolButton::clicked, this, [this] { Q_EMIT panelRemoved(selected()); });
    connect(up_, &QToolButton::clicked, this, [this] { Q_EMIT panelMoved(selected(), selected() - 1); });
    connect(down_, &QToolButton::clicked, this, [this] { Q_EMIT panelMoved(selected(), selected() + 1); });
    connect(addRun_, &QToolButton::clicked, this, &FigureContents::runFolderWanted);
    connect(addShown_, &QToolButton::clicked, this, &FigureContents::shownRunWanted);
    connect(removeRun_, &QToolButton::clicked, this, [this] {
        QList<int> places;
        for (const QModelIndex& index : runs_->selectionModel()->selectedRows())
            places << index.row();
        Q_EMIT runsRemoved(places);
    });
    allow();
}

QListWidget* FigureContents::addList(const QString& title, const char* name)
{
    auto* heading = new QLabel(title, this);
    auto* list = new QListWidget(this);
    list->setObjectName(QLatin1String(name));
    list->setAccessibleName(title);
    list->setTextElideMode(Qt::ElideMiddle);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    heading->setBuddy(list);
    layout()->addWidget(heading);
    static_cast<QBoxLayout*>(layout())->addWidget(list, 1);
    return list;
}

QToolButton* FigureContents::addButton(QHBoxLayout* row, const QString& text, const char* name, const QString& tip)
{
    auto* button = new QToolButton(this);
    button->setText(text);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::TabFocus);
    row->addWidget(button);
    return button;
}

int FigureContents::selected() const { return panels_->currentRow(); }

void FigureContents::setContents(const QStringList& panels, int selected, const QStringList& runs)
{
    showing_ = true;
    panels_->clear();
    panels_->addItems(panels);
    panels_->setCurrentRow(selected);
    runs_->clear();
    for (const QString& run : runs) {
        auto* item = new QListWidgetItem(QFileInfo(run).fileName(), runs_);
        item->setToolTip(run);
    }
    showing_ = false;
    allow();
}

void FigureContents::allow()
{
    const int at = selected();
    remove_->setEnabled(at >= 0);
    up_->setEnabled(at > 0);
    down_->setEnabled(at >= 0 && at + 1 < panels_->count());
    for (QToolButton* button : {addRun_, addShown_})
        button->setEnabled(at >= 0);
    removeRun_->setEnabled(!runs_->selectedItems().isEmpty());
}

void FigureContents::dragEnterEvent(QDragEnterEvent* event)
{
    if (selected() >= 0 && !foldersIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void FigureContents::dropEvent(QDropEvent* event)
{
    Q_EMIT runsAdded(foldersIn(*event->mimeData()));
    event->acceptProposedAction();
}

}  // namespace isthmus::widgets
