#include "widgets/library/library_panel.h"

#include "widgets/forms/problem_line.h"
#include "widgets/library/grouped_runs.h"
#include "widgets/library/notes_dialog.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDataStream>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <set>

namespace isthmus::widgets {

namespace {

constexpr int side = 8;
constexpr int gap = 6;  ///< between the letters of two rows

/// Columns of words: how many letters wide they begin. All others have room for a mean and a band.
constexpr std::pair<const char*, int> letters[] = {{"name", 12},    {"seed", 4},   {"method", 13}, {"benchmark", 18},
                                                   {"started", 17}, {"state", 12}, {"note", 24}};

/// Rows of one height, whether they have an icon or not.
class EvenRows final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + gap};
    }
};

enum Page { EmptyPage, TablePage };

}  // namespace

LibraryPanel::LibraryPanel(QWidget* parent)
    : QWidget(parent),
      runs_(new RunTableModel(this)),
      filter_(new RunFilter(*runs_, this)),
      rows_(new GroupedRuns(*filter_, this))
{
    setAccessibleName(tr("Runs"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeTools());
    makeTable();
    makeActions();
    stack_ = new QStackedLayout;
    stack_->addWidget(makeEmptyPage());
    stack_->addWidget(table_);
    column->addLayout(stack_, 1);
    connect(rows_, &QAbstractItemModel::modelAboutToBeReset, this, &LibraryPanel::keepPlace);
    connect(rows_, &QAbstractItemModel::modelReset, this, &LibraryPanel::findPlace);
    QWidget* const order[] = {find_, group_, reduction_, columns_, table_};
    for (std::size_t i = 1; i < std::size(order); ++i)
        setTabOrder(order[i - 1], order[i]);
    fitColumns();
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
    connect(group_->menu(), &QMenu::aboutToShow, this, &LibraryPanel::fillGroupMenu);
    columns_ = button(QStringLiteral("run-columns"));
    columns_->setText(tr("Columns"));
    columns_->setAccessibleName(tr("Columns of the table"));
    connect(columns_->menu(), &QMenu::aboutToShow, this, &LibraryPanel::fillColumnsMenu);
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

void LibraryPanel::makeTable()
{
    table_ = new QTreeView;
    table_->setModel(rows_);
    table_->setItemDelegate(new EvenRows(table_));
    table_->setAccessibleName(tr("Runs"));
    table_->setFrameShape(QFrame::NoFrame);
    table_->setUniformRowHeights(true);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setAllColumnsShowFocus(true);
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->setContextMenuPolicy(Qt::CustomContextMenu);
    table_->setExpandsOnDoubleClick(true);
    QHeaderView* header = table_->header();
    header->setSectionsMovable(true);
    header->setFirstSectionMovable(false);
    header->setStretchLastSection(false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    const qsizetype started = runs_->columns().indexOf(QStringLiteral("started"));
    table_->setSortingEnabled(true);
    table_->sortByColumn(static_cast<int>(started), Qt::DescendingOrder);  // the newest above
    connect(header, &QHeaderView::sectionResized, this, [this](int section, int, int width) {
        if (!restoring_ && section < runs_->columnCount())
            widths_[runs_->column(section).id()] = width;
    });
    connect(header, &QHeaderView::customContextMenuRequested, this,
            [this](const QPoint& place) { columns_->menu()->popup(table_->header()->mapToGlobal(place)); });
    connect(table_, &QWidget::customContextMenuRequested, this, &LibraryPanel::showMenu);
    connect(table_, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        if (!rows_->isGroup(index))
            Q_EMIT openRequested(QString::fromStdString(rows_->runsOf(index).front()->folder));
    });
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LibraryPanel::refreshActions);
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

engine::RunRecords LibraryPanel::selectedRuns() const
{
    engine::RunRecords all;
    std::set<std::string> taken;
    QModelIndexList rows = table_->selectionModel()->selectedRows();
    const auto place = [](const QModelIndex& index) {
        return index.parent().isValid() ? std::pair(index.parent().row(), index.row() + 1) : std::pair(index.row(), 0);
    };
    if (!rows_->grouping())
        std::sort(rows.begin(), rows.end(), [](const auto& one, const auto& other) { return one.row() < other.row(); });
    else
        std::sort(rows.begin(), rows.end(), [&](const auto& one, const auto& other) { return place(one) < place(other); });
    for (const QModelIndex& row : rows)
        for (const engine::RunRecordPtr& run : rows_->runsOf(row))
            if (taken.insert(run->folder).second)
                all.push_back(run);
    return all;
}

QStringList LibraryPanel::selectedFolders() const
{
    QStringList folders;
    for (const engine::RunRecordPtr& run : selectedRuns())
        folders += QString::fromStdString(run->folder);
    return folders;
}

void LibraryPanel::select(const QStringList& folders)
{
    keepPlace();
    place_.selected = folders;
    place_.current = folders.value(0);
    findPlace();
}

void LibraryPanel::keepPlace()
{
    restoring_ = true;  // what the view does while its rows are gone is nobody's choice
    place_ = {};
    for (const QModelIndex& row : table_->selectionModel()->selectedRows())
        place_.selected += rows_->keyOf(row);
    place_.current = rows_->keyOf(table_->currentIndex());
    place_.scrolled = table_->verticalScrollBar()->value();
    for (int row = 0; row < rows_->rowCount(); ++row)
        if (const QModelIndex index = rows_->index(row, 0); table_->isExpanded(index))
            place_.open += rows_->keyOf(index);
}

void LibraryPanel::findPlace()
{
    QItemSelection selection;
    QModelIndex current;
    const auto look = [&](const QModelIndex& index) {
        const QString key = rows_->keyOf(index);
        if (place_.selected.contains(key))
            selection.select(index, index.siblingAtColumn(rows_->columnCount() - 1));
        if (key == place_.current)
            current = index;
    };
    for (int row = 0; row < rows_->rowCount(); ++row) {
        const QModelIndex index = rows_->index(row, 0);
        look(index);
        if (place_.open.contains(rows_->keyOf(index)))
            table_->expand(index);
        for (int child = 0; child < rows_->rowCount(index); ++child)
            look(rows_->index(child, 0, index));
    }
    fitColumns();
    if (current.isValid())
        table_->selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    table_->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    table_->verticalScrollBar()->setValue(place_.scrolled);
    restoring_ = false;
    refresh();
}

void LibraryPanel::setColumns(const QStringList& ids)
{
    QHeaderView* header = table_->header();
    const int sorted = header->sortIndicatorSection();
    const QString by = sorted >= 0 && sorted < runs_->columnCount() ? runs_->column(sorted).id() : QString();
    const Qt::SortOrder order = header->sortIndicatorOrder();
    runs_->setColumns(ids);
    table_->sortByColumn(static_cast<int>(qMax<qsizetype>(0, ids.indexOf(by))), order);
}

void LibraryPanel::fitColumns()
{
    const QScopedValueRollback ours(restoring_, true);  // nobody has chosen these widths
    const QFontMetrics metrics = table_->fontMetrics();
    QHeaderView* header = table_->header();
    for (int section = 0; section < runs_->columnCount(); ++section) {
        const QString id = runs_->column(section).id();
        int width = metrics.horizontalAdvance(QStringLiteral("00.0 ± 00.0  "));
        for (const auto& [name, count] : letters)
            if (id == QLatin1String(name))
                width = count * metrics.averageCharWidth();
        for (const QString& line : runs_->column(section).title(engine::Reduction::Worst).split(QLatin1Char('\n')))
            width = qMax(width, metrics.horizontalAdvance(line) + 24);
        header->resizeSection(section, widths_.value(id, width));
    }
}

void LibraryPanel::addColumnChoice(QMenu* menu, const QString& id, const QString& text)
{
    QAction* action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(runs_->columns().contains(id));
    connect(action, &QAction::toggled, this, [this, id](bool on) {
        QStringList ids = runs_->columns();
        ids.removeAll(id);
        if (on)
            ids += id;
        setColumns(ids);
    });
}

void LibraryPanel::fillColumnsMenu()
{
    QMenu* menu = columns_->menu();
    menu->clear();
    for (const QString& id : runFields())
        if (id != QLatin1String("name"))  // the rows would have no beginning
            addColumnChoice(menu, id, RunColumn(id).label());
    QMenu* measures = menu->addMenu(tr("&Measures"));
    for (const engine::Measure& measure : engine::measureTable())
        addColumnChoice(measures, QString::fromUtf8(measure.id), QString::fromUtf8(measure.label));
    QMenu* options = menu->addMenu(tr("&Options"));
    QHash<QString, QMenu*> sections;
    QStringList seen;
    for (const engine::RunRecordPtr& run : runs_->records())
        for (const auto& option : run->options)
            if (const QString path = QString::fromStdString(option.first); path.contains(u'.') && !seen.contains(path)) {
                seen += path;
                const QString section = path.section(u'.', 0, 0);
                if (!sections.contains(section))
                    sections[section] = options->addMenu(section);
                addColumnChoice(sections[section], path, path);
            }
    options->setEnabled(!seen.isEmpty());
    menu->addSeparator();
    menu->addAction(tr("&Usual columns"), this, [this] {
        widths_.clear();
        setColumns(usualRunColumns());
    });
}

void LibraryPanel::fillGroupMenu()
{
    QMenu* menu = group_->menu();
    menu->clear();
    const auto add = [&](const QString& text, bool checked, auto chosen) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(checked);
        connect(action, &QAction::triggered, this, chosen);
    };
    const std::optional<QStringList> by = rows_->grouping();
    add(tr("&No groups"), !by, [this] { setGrouping(std::nullopt); });
    add(tr("&Same but for the seed"), by && by->isEmpty(), [this] { setGrouping(QStringList()); });
    menu->addSection(tr("By these options"));
    std::map<QString, std::set<std::string>> values;
    QStringList order;
    for (const engine::RunRecordPtr& run : runs_->records())
        for (const auto& [name, value] : run->options) {
            const QString path = QString::fromStdString(name);
            if (!values.contains(path))
                order += path;
            values[path].insert(value);
        }
    for (const QString& path : order) {
        const bool chosen = by && by->contains(path);
        if (!chosen && (values[path].size() < 2 || path == QLatin1String("name") || path.startsWith(u"execution.")))
            continue;
        add(path, chosen, [this, path, chosen] {
            QStringList paths = rows_->grouping().value_or(QStringList());
            paths.removeAll(path);
            if (!chosen)
                paths += path;
            setGrouping(paths.isEmpty() ? std::nullopt : std::optional(paths));
        });
    }
}

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
    if (restoring_)
        return;
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
    if (restoring_)
        return;
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
    menu->popup(table_->viewport()->mapToGlobal(place));
}

QByteArray LibraryPanel::saveState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    const QHeaderView* header = table_->header();
    out << runs_->columns() << widths_ << header->saveState() << reduction_->currentIndex() << rows_->grouping().has_value()
        << rows_->grouping().value_or(QStringList());
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
    widths_ = widths;
    setColumns(ids);
    table_->header()->restoreState(header);
    reduction_->setCurrentIndex(qBound(0, reduction, 2));
    setGrouping(grouped ? std::optional(by) : std::nullopt);
}

void LibraryPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && table_)
        fitColumns();
}

}  // namespace isthmus::widgets
