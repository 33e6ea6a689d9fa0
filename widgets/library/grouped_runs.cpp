#include "widgets/library/grouped_runs.h"

#include "engine/results/record_values.h"
#include "widgets/run/state_chip.h"
#include "widgets/theme/theme.h"

#include <QFont>
#include <QMap>

#include <algorithm>
#include <map>

namespace isthmus::widgets {

namespace {

std::vector<const engine::RunRecord*> pointers(const engine::RunRecords& runs)
{
    std::vector<const engine::RunRecord*> all;
    for (const engine::RunRecordPtr& run : runs)
        all.push_back(run.get());
    return all;
}

bool oneState(const engine::RunRecords& runs)
{
    return std::all_of(runs.begin(), runs.end(), [&](const auto& run) { return run->state == runs.front()->state; });
}

/// "done", or "2 done, 1 lost"
QString stateText(const engine::RunRecords& runs)
{
    if (oneState(runs))
        return stateWord(runs.front()->state);
    QMap<int, int> counts;
    for (const engine::RunRecordPtr& run : runs)
        ++counts[static_cast<int>(run->state)];
    QStringList parts;
    for (auto each = counts.cbegin(); each != counts.cend(); ++each)
        parts += QStringLiteral("%1 %2").arg(each.value()).arg(stateWord(static_cast<engine::RunState>(each.key())));
    return parts.join(QStringLiteral(", "));
}

}  // namespace

GroupedRuns::GroupedRuns(RunFilter& filter, QObject* parent) : QAbstractItemModel(parent), filter_(filter), runs_(filter.runs())
{
    connect(&filter, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(&filter, &QAbstractItemModel::modelReset, this, [this] {
        fill();
        endResetModel();
    });
    connect(&filter, &QAbstractItemModel::rowsInserted, this, &GroupedRuns::rebuild);
    connect(&filter, &QAbstractItemModel::rowsRemoved, this, &GroupedRuns::rebuild);
    connect(&filter, &QAbstractItemModel::layoutChanged, this, &GroupedRuns::rebuild);
    connect(&filter, &QAbstractItemModel::dataChanged, this, &GroupedRuns::takeChanges);
    connect(&filter, &QAbstractItemModel::headerDataChanged, this, &QAbstractItemModel::headerDataChanged);
    fill();
}

void GroupedRuns::setGrouping(const std::optional<QStringList>& by)
{
    beginResetModel();  // whoever keeps a place in the rows asks for it now
    by_ = by;
    fill();
    endResetModel();
}

std::string GroupedRuns::groupOf(const engine::RunRecord& run) const
{
    std::vector<std::string> paths;
    for (const QString& path : *by_)
        paths.push_back(path.toStdString());
    return engine::groupKey(run, paths);
}

void GroupedRuns::rebuild()
{
    beginResetModel();
    fill();
    endResetModel();
}

void GroupedRuns::fill()
{
    groups_.clear();
    flat_.clear();
    for (int row = 0; row < filter_.rowCount(); ++row)
        flat_.push_back(filter_.record(row));
    if (by_)
        fillGroups();
}

void GroupedRuns::fillGroups()
{
    std::map<std::string, std::size_t> placeOf;
    for (const engine::RunRecordPtr& run : flat_) {
        const auto [place, isNew] = placeOf.try_emplace(groupOf(*run), groups_.size());
        if (isNew)
            groups_.push_back({place->first, {}, {}, 0});
        groups_[place->second].runs.push_back(run);
    }
    flat_.clear();
    for (Group& group : groups_)
        group.counted = static_cast<int>(engine::countedRuns(pointers(group.runs)).size());
    nameGroups();
    sortGroups();
}

void GroupedRuns::nameGroups()
{
    QMap<QString, int> times;
    for (Group& group : groups_) {
        const engine::RunRecord& first = *group.runs.front();
        QStringList words;
        for (const QString& path : *by_) {
            const std::string* value = first.option(path.toStdString());
            words += value ? QStringLiteral("%1 %2").arg(path.section(u'.', -1), QString::fromStdString(*value))
                           : tr("no %1").arg(path.section(u'.', -1));
        }
        group.label = by_->isEmpty() ? QString::fromStdString(first.name) : words.join(QStringLiteral(", "));
        ++times[group.label];
    }
    // Of one name, but not one experiment: the options tell them apart.
    for (Group& group : groups_) {
        if (times[group.label] < 2)
            continue;
        QStringList apart;
        for (const auto& [path, value] : group.runs.front()->options) {
            const bool differs =
                std::any_of(groups_.begin(), groups_.end(), [&, &path = path, &value = value](const Group& other) {
                    const std::string* others = other.runs.front()->option(path);
                    return other.runs.front()->name == group.runs.front()->name && (!others || *others != value);
                });
            if (differs && path != "seed" && path != "name" && !QString::fromStdString(path).startsWith(u"execution."))
                apart += QString::fromStdString(path).section(u'.', -1) + u' ' + QString::fromStdString(value);
        }
        group.label += QStringLiteral(", ") + apart.mid(0, 2).join(QStringLiteral(", "));
    }
}

void GroupedRuns::sortGroups()
{
    if (sortColumn_ < 0 || sortColumn_ >= columnCount() || !runs_.column(sortColumn_).measure())
        return;  // in the order of their first runs
    std::stable_sort(groups_.begin(), groups_.end(), [this](const Group& one, const Group& other) {
        const engine::Spread left = spreadOf(one, sortColumn_), right = spreadOf(other, sortColumn_);
        if ((left.n == 0) != (right.n == 0))
            return left.n > 0;
        return order_ == Qt::AscendingOrder ? left.mean < right.mean : left.mean > right.mean;
    });
}

void GroupedRuns::sort(int column, Qt::SortOrder order)
{
    sortColumn_ = column;
    order_ = order;
    filter_.sort(column, order);
    rebuild();  // groups are sorted by their means, which may change where no run moves
}

/// A run that goes on changes often: its row, and its group's, without a reset of the whole.
void GroupedRuns::takeChanges(const QModelIndex& first, const QModelIndex& last)
{
    for (int row = first.row(); row <= last.row(); ++row) {
        const engine::RunRecordPtr& now = filter_.record(row);
        const auto isIt = [&](const engine::RunRecordPtr& run) { return run->folder == now->folder; };
        if (!by_) {
            const auto found = std::find_if(flat_.begin(), flat_.end(), isIt);
            if (found == flat_.end())
                return rebuild();
            *found = now;
            const int place = static_cast<int>(found - flat_.begin());
            Q_EMIT dataChanged(index(place, 0), index(place, columnCount() - 1));
            continue;
        }
        const std::string key = groupOf(*now);
        const auto group = std::find_if(groups_.begin(), groups_.end(), [&](const Group& each) { return each.key == key; });
        if (group == groups_.end())
            return rebuild();
        const auto found = std::find_if(group->runs.begin(), group->runs.end(), isIt);
        if (found == group->runs.end())
            return rebuild();
        *found = now;
        group->counted = static_cast<int>(engine::countedRuns(pointers(group->runs)).size());
        const QModelIndex above = index(static_cast<int>(group - groups_.begin()), 0);
        const int place = static_cast<int>(found - group->runs.begin());
        Q_EMIT dataChanged(above, above.siblingAtColumn(columnCount() - 1));
        Q_EMIT dataChanged(index(place, 0, above), index(place, columnCount() - 1, above));
    }
}

bool GroupedRuns::isGroup(const QModelIndex& index) const { return by_ && index.isValid() && index.internalId() == 0; }

const engine::RunRecordPtr& GroupedRuns::runAt(const QModelIndex& index) const
{
    const auto row = static_cast<std::size_t>(index.row());
    return index.internalId() == 0 ? flat_[row] : groups_[index.internalId() - 1].runs[row];
}

engine::RunRecords GroupedRuns::runsOf(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    return isGroup(index) ? groups_[static_cast<std::size_t>(index.row())].runs : engine::RunRecords{runAt(index)};
}

QString GroupedRuns::keyOf(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    return isGroup(index) ? QStringLiteral("group ") + QString::fromStdString(groups_[static_cast<std::size_t>(index.row())].key)
                          : QString::fromStdString(runAt(index)->folder);
}

QModelIndex GroupedRuns::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || row >= rowCount(parent) || column < 0 || column >= columnCount())
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex GroupedRuns::parent(const QModelIndex& index) const
{
    return index.isValid() && index.internalId() > 0 ? createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr{0})
                                                     : QModelIndex();
}

int GroupedRuns::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(by_ ? groups_.size() : flat_.size());
    return isGroup(parent) && parent.column() == 0 ? static_cast<int>(groups_[static_cast<std::size_t>(parent.row())].runs.size())
                                                   : 0;
}

int GroupedRuns::columnCount(const QModelIndex&) const { return runs_.columnCount(); }

engine::Spread GroupedRuns::spreadOf(const Group& group, int section) const
{
    return engine::reducedSpread(pointers(group.runs), *runs_.column(section).measure(), runs_.reduction(),
                                 engine::Band::Deviation);
}

/// "n = 3", or "n = 2 of 3": how many runs stand behind the means.
QString GroupedRuns::countText(const Group& group)
{
    const auto all = static_cast<int>(group.runs.size());
    return group.counted == all ? tr("n = %1").arg(all) : tr("n = %1 of %2").arg(group.counted).arg(all);
}

QString GroupedRuns::groupText(const Group& group, int section) const
{
    const RunColumn& column = runs_.column(section);
    if (section == 0)
        return runs_.columns().contains(QLatin1String("seed")) ? group.label
                                                               : group.label + QStringLiteral(" · ") + countText(group);
    if (column.id() == QLatin1String("seed"))
        return countText(group);
    if (column.measure()) {
        const engine::Spread spread = spreadOf(group, section);
        if (spread.n == 0)
            return QStringLiteral("\u2013");
        QString text = column.numberText(spread.mean);
        if (spread.n > 1)
            text += QStringLiteral(" ± ") + column.numberText(spread.half);
        return spread.n == group.counted ? text : tr("%1 (n = %2)").arg(text).arg(spread.n);
    }
    if (column.id() == QLatin1String("state"))
        return stateText(group.runs);
    const QString first = column.text(*group.runs.front(), runs_.reduction());
    const bool same = std::all_of(group.runs.begin(), group.runs.end(),
                                  [&](const engine::RunRecordPtr& run) { return column.text(*run, runs_.reduction()) == first; });
    return same ? first : QStringLiteral("…");
}

QVariant GroupedRuns::groupData(const Group& group, int section, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return groupText(group, section);
    case Qt::DecorationRole:
        return oneState(group.runs) ? runs_.shown(*group.runs.front(), section, role) : QVariant();
    case Qt::FontRole: {
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    case Qt::ToolTipRole:
        return runs_.column(section).measure() ? tr("Mean ± sample standard deviation over %n run(s) that learned all tasks",
                                                    nullptr, spreadOf(group, section).n)
                                               : groupText(group, section);
    case Qt::TextAlignmentRole:
        return runs_.shown(*group.runs.front(), section, role);
    default:
        return {};
    }
}

QVariant GroupedRuns::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    return isGroup(index) ? groupData(groups_[static_cast<std::size_t>(index.row())], index.column(), role)
                          : runs_.shown(*runAt(index), index.column(), role);
}

QVariant GroupedRuns::headerData(int section, Qt::Orientation orientation, int role) const
{
    return runs_.headerData(section, orientation, role);
}

}  // namespace isthmus::widgets
