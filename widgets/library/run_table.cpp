#include "widgets/library/run_table.h"

#include "widgets/library/grouped_runs.h"

#include <QFocusEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <set>

namespace isthmus::widgets {

namespace {

constexpr int gap = 6;  ///< between the letters of two rows

/// Columns of words: how many letters wide they begin. All others have room for a mean and a band.
constexpr std::pair<const char*, int> letters[] = {{"name", 16},    {"seed", 4},   {"method", 13}, {"benchmark", 18},
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

}  // namespace

RunTable::RunTable(RunTableModel& runs, GroupedRuns& rows, QWidget* parent) : QTreeView(parent), runs_(runs), rows_(rows)
{
    setModel(&rows_);
    setItemDelegate(new EvenRows(this));
    setAccessibleName(tr("Runs"));
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setAllColumnsShowFocus(true);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setExpandsOnDoubleClick(true);
    prepareHeader();
    connect(&rows_, &QAbstractItemModel::modelAboutToBeReset, this, &RunTable::keepPlace);
    connect(&rows_, &QAbstractItemModel::modelReset, this, &RunTable::findPlace);
    connect(this, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        if (!rows_.isGroup(index))
            Q_EMIT openRequested(QString::fromStdString(rows_.runsOf(index).front()->folder));
    });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!ownDoing_)
            Q_EMIT selectedRunsChanged();
    });
    fitColumns();
}

void RunTable::prepareHeader()
{
    header()->setSectionsMovable(true);
    header()->setFirstSectionMovable(false);
    header()->setStretchLastSection(false);
    header()->setContextMenuPolicy(Qt::CustomContextMenu);
    const qsizetype started = runs_.columns().indexOf(QStringLiteral("started"));
    setSortingEnabled(true);
    sortByColumn(static_cast<int>(started), Qt::DescendingOrder);  // the newest above
    connect(header(), &QHeaderView::sectionResized, this, [this](int section, int, int width) {
        if (!ownDoing_ && section < runs_.columnCount())
            widths_[runs_.column(section).id()] = width;
    });
}

engine::RunRecords RunTable::selectedRuns() const
{
    engine::RunRecords all;
    std::set<std::string> taken;
    QModelIndexList rows = selectionModel()->selectedRows();
    const auto place = [](const QModelIndex& index) {
        return index.parent().isValid() ? std::pair(index.parent().row(), index.row() + 1) : std::pair(index.row(), 0);
    };
    std::sort(rows.begin(), rows.end(), [&](const auto& one, const auto& other) { return place(one) < place(other); });
    for (const QModelIndex& row : rows)
        for (const engine::RunRecordPtr& run : rows_.runsOf(row))
            if (taken.insert(run->folder).second)
                all.push_back(run);
    return all;
}

void RunTable::select(const QStringList& folders)
{
    keepPlace();
    place_.selected = folders;
    place_.current = folders.value(0);
    findPlace();
}

void RunTable::keepPlace()
{
    ownDoing_ = true;
    place_ = {};
    for (const QModelIndex& row : selectionModel()->selectedRows())
        place_.selected += rows_.keyOf(row);
    place_.current = rows_.keyOf(currentIndex());
    place_.scrolled = verticalScrollBar()->value();
    for (int row = 0; row < rows_.rowCount(); ++row)
        if (const QModelIndex index = rows_.index(row, 0); isExpanded(index))
            place_.open += rows_.keyOf(index);
}

void RunTable::findPlace()
{
    QItemSelection selection;
    QModelIndex current;
    const auto look = [&](const QModelIndex& index) {
        const QString key = rows_.keyOf(index);
        if (place_.selected.contains(key))
            selection.select(index, index.siblingAtColumn(rows_.columnCount() - 1));
        if (key == place_.current)
            current = index;
    };
    for (int row = 0; row < rows_.rowCount(); ++row) {
        const QModelIndex index = rows_.index(row, 0);
        look(index);
        if (place_.open.contains(rows_.keyOf(index)))
            expand(index);
        for (int child = 0; child < rows_.rowCount(index); ++child)
            look(rows_.index(child, 0, index));
    }
    fitColumns();
    if (current.isValid())
        selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    verticalScrollBar()->setValue(place_.scrolled);
    ownDoing_ = false;
    Q_EMIT selectedRunsChanged();
}

void RunTable::setColumns(const QStringList& ids)
{
    const int sorted = header()->sortIndicatorSection();
    const QString by = sorted >= 0 && sorted < runs_.columnCount() ? runs_.column(sorted).id() : QString();
    const Qt::SortOrder order = header()->sortIndicatorOrder();
    runs_.setColumns(ids);
    sortByColumn(static_cast<int>(qMax<qsizetype>(0, ids.indexOf(by))), order);
}

void RunTable::fitColumns()
{
    const QScopedValueRollback ours(ownDoing_, true);
    const QFontMetrics metrics = fontMetrics();
    for (int section = 0; section < runs_.columnCount(); ++section) {
        const QString id = runs_.column(section).id();
        int width = metrics.horizontalAdvance(QStringLiteral("00.0 ± 00.0  "));
        for (const auto& [name, count] : letters)
            if (id == QLatin1String(name))
                width = count * metrics.averageCharWidth();
        for (const QString& line : runs_.column(section).title(engine::Reduction::Worst).split(QLatin1Char('\n')))
            width = qMax(width, metrics.horizontalAdvance(line) + 24);
        header()->resizeSection(section, widths_.value(id, width));
    }
}

void RunTable::focusInEvent(QFocusEvent* event)
{
    QTreeView::focusInEvent(event);
    const bool byKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byKey && currentIndex().isValid() && !selectionModel()->hasSelection())
        selectionModel()->select(currentIndex(), QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void RunTable::changeEvent(QEvent* event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitColumns();
}

}  // namespace isthmus::widgets
