#include "widgets/library/run_table_model.h"

#include "widgets/run/state_chip.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <map>

namespace isthmus::widgets {

namespace {

bool isNumber(const QVariant& key) { return key.isValid() && key.typeId() != QMetaType::QString; }

}  // namespace

RunTableModel::RunTableModel(QObject* parent) : QAbstractTableModel(parent) { setColumns(usualRunColumns()); }

void RunTableModel::setRecords(const engine::RunRecords& records)
{
    std::map<std::string, engine::RunRecordPtr> now;
    for (const engine::RunRecordPtr& record : records)
        now.emplace(record->folder, record);
    for (int row = rowCount() - 1; row >= 0; --row) {
        const auto place = static_cast<std::ptrdiff_t>(row);
        const auto found = now.find(record(row)->folder);
        if (found == now.end()) {
            beginRemoveRows({}, row, row);
            records_.erase(records_.begin() + place);
            endRemoveRows();
            continue;
        }
        if (record(row) != found->second) {
            records_[static_cast<std::size_t>(row)] = found->second;
            Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
        }
        now.erase(found);
    }
    if (now.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(now.size()) - 1);
    for (const auto& [folder, record] : now)
        records_.push_back(record);
    endInsertRows();
}

void RunTableModel::setColumns(const QStringList& ids)
{
    beginResetModel();
    columns_.clear();
    for (const QString& id : ids)
        columns_.emplace_back(id);
    endResetModel();
}

QStringList RunTableModel::columns() const
{
    QStringList ids;
    for (const RunColumn& column : columns_)
        ids += column.id();
    return ids;
}

void RunTableModel::setReduction(engine::Reduction reduction)
{
    reduction_ = reduction;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

QVariant RunTableModel::shown(const engine::RunRecord& run, int section, int role) const
{
    const RunColumn& column = this->column(section);
    switch (role) {
    case Qt::DisplayRole:
        return column.text(run, reduction_);
    case Qt::DecorationRole:
        return section == 0 ? QVariant(icon(stateIcon(run.state), stateColour(run.state))) : QVariant();
    case Qt::TextAlignmentRole: {
        const bool number = column.measure() || isNumber(column.sortKey(run, reduction_));
        const bool words = column.id() == QLatin1String("state") || column.id() == QLatin1String("started");
        return QVariant((number && !words ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    case Qt::ForegroundRole:
        return column.measure() && !column.sortKey(run, reduction_).isValid() ? QVariant(color(Role::Muted)) : QVariant();
    case Qt::ToolTipRole: {
        QString tip = QString::fromStdString(run.folder);
        tip += QLatin1Char('\n') + stateWord(run.state);
        if (!run.message.empty())
            tip += QStringLiteral(": ") + QString::fromStdString(run.message);
        return run.note.empty() ? tip : tip + QLatin1Char('\n') + QString::fromStdString(run.note);
    }
    case Qt::AccessibleTextRole:
        if (section == 0)
            return tr("%1, %2").arg(column.text(run, reduction_), stateWord(run.state));
        return column.measure() && !column.sortKey(run, reduction_).isValid() ? QVariant(tr("undefined"))
                                                                              : QVariant(column.text(run, reduction_));
    default:
        return {};
    }
}

int RunTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(records_.size()); }

int RunTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const
{
    return index.isValid() ? shown(*record(index.row()), index.column(), role) : QVariant();
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return column(section).title(reduction_);
    case Qt::ToolTipRole:
        return column(section).tip(reduction_);
    case Qt::TextAlignmentRole: {
        const bool right = column(section).measure() || column(section).id() == QLatin1String("seed")
                           || column(section).id() == QLatin1String("tasks");
        return QVariant((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    case Qt::AccessibleTextRole:
        return column(section).title(reduction_).replace(QLatin1Char('\n'), QStringLiteral(", "));
    default:
        return {};
    }
}

}  // namespace isthmus::widgets
