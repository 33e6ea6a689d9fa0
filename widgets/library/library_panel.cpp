#include "widgets/library/library_panel.h"

#include "widgets/forms/problem_line.h"
#include "widgets/library/grouped_runs.h"
#include "widgets/library/notes_dialog.h"
#include "widgets/library/run_menus.h"
#include "widgets/library/run_table.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDataStream>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace isthmus::widgets {

namespace {

constexpr int side = 8;

enum Page { EmptyPage, TablePage };

}  // namespace

LibraryPanel::LibraryPanel(QWidget* parent)
    : QWidget(parent),
      runs_(new RunTableModel(this)),
      filter_(new RunFilter(*runs_, this)),
      rows_(new GroupedRuns(*filter_, this)),
      table_(new RunTable(*runs_, *rows_))
{
    setAccessibleName(tr("Runs"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeTools());
    makeActions();
    stack_ = new QStackedLayout;
    stack_->addWidget(makeEmptyPage());
    stack_->addWidget(table_);
    column->addLayout(stack_, 1);
    connect(table_, &RunTable::openRequested, this, &LibraryPanel::openRequested);
    connect(table_, &RunTable::selectedRunsChanged, this, &LibraryPanel::refresh);
    connect(table_, &QWidget::customContextMenuRequested, this, &LibraryPanel::showMenu);
    connect(table_->header(), &QWidget::customContextMenuRequested, this,
            [this](const QPoint& place) { columns_->menu()->popup(table_->header()->mapToGlobal(place)); });
    QWidget* const order[] = {find_, group_, reduction_, columns_, table_};
    for (std::size_t i = 1; i < std::size(order); ++i)
        setTabOrder(order[i - 1], order[i]);
    setGrouping(std::nullopt);
    refresh();
}

QWidget* LibraryPanel::makeTools()
{
    auto* tools = new QWidget;
    find_ = new QLineEdit;
    find_->setObjectName(QStringLiteral("run-filter"));
    find_->setPlaceholderText(tr("Filter: words, state=done, learning_rate<0.1"));
    find_->setAccessibleName(tr("Filter of runs"));
    find_->setToolTip(tr("Words in name, method, benchmark, tags or note; and conditions:\nmethod.kind=ewc   "
                         "learning_rate<0.1   state=done,lost   tag=paper   average_accuracy>=90%"));
    find_->setClearButtonEnabled(true);
    find_->addAction(icon(QStringLiteral("find")), QLineEdit::LeadingPosition);
    problem_ = new ProblemLine;
    const auto button = [](const QString& name) {
        auto* made = new QToolButton;
        made->setObjectName(name);
        made->setPopupMode(QToolButton::InstantPopup);
        made->setFocusPolicy(Qt::TabFocus);
        made->setMenu(new QMenu(made));
        return made;
    };
    group_ = button(QStringLiteral("run-groups"));
    connect(group_->menu(), &QMenu::aboutToShow, this,
            [this] { fillGroupsMenu(*group_->menu(), *runs_, rows_->grouping(), [this](const auto& by) { setGrouping(by); }); });
    columns_ = button(QStringLiteral("run-columns"));
    columns_->setText(tr("Columns"));
    columns_->setAccessibleName(tr("Columns of the table"));
    connect(columns_->menu(), &QMenu::aboutToShow, this, [this] {
        const auto choose = [this](const QStringList& ids) { table_->setColumns(ids); };
        const auto usual = [this] {
            table_->setWidths({});
            table_->setColumns(usualRunColumns());
        };
        fillColumnsMenu(*columns_->menu(), *runs_, choose, usual);
    });
    reduction_ = new QComboBox;
    reduction_->setAccessibleName(tr("Which value stands for a run"));
    reduction_->setToolTip(tr("Measures: after the last task, or the best or worst after any task"));
    reduction_->addItems({tr("Last"), tr("Best"), tr("Worst")});  // in the order of engine::Reduction
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(group_);
    row->addWidget(reduction_);
    row->addStretch(1);
    row->addWidget(columns_);
    auto* column = new QVBoxLayout(tools);
    column->setContentsMargins(side, 0, side, 0);
    column->setSpacing(4);
    column->addWidget(find_);
    column->addWidget(problem_);
    column->addLayout(row);
    connect(find_, &QLineEdit::textChanged, this, [this](const QString& text) {
        filter_->setText(text);
        refresh();
    });
    connect(filter_, &RunFilter::problemChanged, problem_, &ProblemLine::setText);
    connect(reduction_, &QComboBox::currentIndexChanged, this, [this](int place) {
        runs_->setReduction(static_cast<engine::Reduction>(place));
        rows_->sort(table_->header()->sortIndicatorSection(), table_->header()->sortIndicatorOrder());
    });
    return tools;
}

void LibraryPanel::makeActions()
{
    const auto add = [this](const char* name, const QString& text, const QKeySequence& keys, auto slot) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
        table_->addAction(action);
        actions_ += action;
    };
    const auto first = [this](auto signal) {
        return [this, signal] {
            if (const QStringList folders = selectedFolders(); !folders.isEmpty())
                Q_EMIT(this->*signal)(folders.first());
        };
    };
    add("open", tr("&Open"), {}, first(&LibraryPanel::openRequested));  // Return does it as well: the view's own key
    add("compare", tr("&Compare"), {}, [this] { Q_EMIT compareRequested(selectedFolders()); });
    add("figure", tr("Add to f&igure"), {}, [this] { Q_EMIT figureRequested(selectedFolders()); });
    add("resume", tr("&Resume"), {}, first(&LibraryPanel::resumeRequested));
    add("notes", tr("&Tags and note…"), Qt::Key_F2, &LibraryPanel::editNotes);
    add("copy-path", tr("Copy &path"), QKeySequence::Copy, &LibraryPanel::copyPaths);
    add("show-folder", tr("Show &folder"), {}, first(&LibraryPanel::showFolderRequested));
    add("trash", tr("Move to &trash"), QKeySequence::Delete, [this] {
        if (const QStringList folders = selectedFolders(); !folders.isEmpty())
            Q_EMIT trashRequested(folders);
    });
}

QWidget* LibraryPanel::makeEmptyPage()
{
    auto* page = new QWidget;
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    empty_ = new QLabel;
    empty_->setObjectName(QStringLiteral("no-runs"));
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setForegroundRole(QPalette::PlaceholderText);
    auto* choose = new QPushButton(tr("Choose the folder of the runs…"));
    connect(choose, &QPushButton::clicked, this, &LibraryPanel::folderChoiceRequested);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(16, 8, 16, 8);
    column->addStretch(1);
    column->addWidget(empty_);
    column->addWidget(choose, 0, Qt::AlignHCenter);
    column->addStretch(1);
    return page;
}

void LibraryPanel::setRuns(const engine::RunRecords& runs, const QString& folder)
{
    folder_ = folder;
    runs_->setRecords(runs);
    refresh();
}

engine::RunRecords LibraryPanel::selectedRuns() const { return table_->selectedRuns(); }

QStringList LibraryPanel::selectedFolders() const
{
    QStringList folders;
    for (const engine::RunRecordPtr& run : table_->selectedRuns())
        folders += QString::fromStdString(run->folder);
    return folders;
}

void LibraryPanel::select(const QStringList& folders) { table_->select(folders); }

void LibraryPanel::setGrouping(const std::optional<QStringList>& by)
{
    rows_->setGrouping(by);
    QStringList names;
    for (const QString& path : by.value_or(QStringList()))
        names += path.section(u'.', -2);
    const QString text = !by             ? tr("No groups")
                         : by->isEmpty() ? tr("Seeds together")
                                         : tr("By %1").arg(names.join(QStringLiteral(", ")));
    group_->setText(fontMetrics().elidedText(text, Qt::ElideRight, 180));
    group_->setAccessibleName(tr("Groups: %1").arg(text));
    group_->setToolTip(tr("Which runs stand together, with the mean ± sample standard deviation of their measures"));
    table_->setRootIsDecorated(by.has_value());
}

void LibraryPanel::refresh()
{
    const bool any = runs_->rowCount() > 0;
    const bool shown = filter_->rowCount() > 0;
    if (folder_.isEmpty())
        empty_->setText(tr("Looking for runs…"));
    else if (!any)
        empty_->setText(
            tr("No runs in %1 yet.\nThose that the studio or “isthmus run” start there appear here by themselves.").arg(folder_));
    else
        empty_->setText(tr("None of %n run(s) fits the filter.", nullptr, runs_->rowCount()));
    empty_->parentWidget()->findChild<QPushButton*>()->setVisible(!any && !folder_.isEmpty());
    stack_->setCurrentIndex(shown ? TablePage : EmptyPage);
    refreshActions();
}

void LibraryPanel::refreshActions()
{
    const engine::RunRecords runs = selectedRuns();
    for (QAction* action : actions_) {
        const QString name = action->objectName();
        const bool one = name == QLatin1String("open") || name == QLatin1String("show-folder");
        if (name == QLatin1String("resume"))
            action->setEnabled(runs.size() == 1 && engine::canBeResumed(runs.front()->state));
        else
            action->setEnabled(one ? runs.size() == 1 : !runs.empty());
    }
    if (const QStringList folders = selectedFolders(); folders != told_) {
        told_ = folders;
        Q_EMIT selectionChanged(folders);
    }
}

void LibraryPanel::copyPaths() const { QApplication::clipboard()->setText(selectedFolders().join(QLatin1Char('\n'))); }

void LibraryPanel::editNotes()
{
    const engine::RunRecords runs = selectedRuns();
    if (runs.empty())
        return;
    auto* dialog = new NotesDialog(runs, this);
    connect(dialog, &NotesDialog::edited, this, &LibraryPanel::notesEdited);
    dialog->open();
}

void LibraryPanel::showMenu(const QPoint& place)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions_);
    menu->addSeparator();
    fillSortMenu(*menu->addMenu(tr("&Sort by")), *table_->header());
    menu->popup(table_->viewport()->mapToGlobal(place));
}

QByteArray LibraryPanel::saveState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    const QHeaderView* header = table_->header();
    out << runs_->columns() << table_->widths() << header->saveState() << reduction_->currentIndex()
        << rows_->grouping().has_value() << rows_->grouping().value_or(QStringList());
    return state;
}

void LibraryPanel::restoreState(const QByteArray& state)
{
    QDataStream in(state);
    QStringList ids, by;
    QHash<QString, int> widths;
    QByteArray header;
    int reduction = 0;
    bool grouped = false;
    in >> ids >> widths >> header >> reduction >> grouped >> by;
    if (in.status() != QDataStream::Ok || !ids.contains(QStringLiteral("name")))
        return;
    table_->setWidths(widths);
    table_->setColumns(ids);
    table_->header()->restoreState(header);
    reduction_->setCurrentIndex(qBound(0, reduction, 2));
    setGrouping(grouped ? std::optional(by) : std::nullopt);
}

}  // namespace isthmus::widgets
