#include "widgets/models/data_table_model.h"

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr qsizetype portion = 10000;  ///< rows at a time

bool isNumber(const QString& text)
{
    bool number = false;
    text.toDouble(&number);
    return number;
}

}  // namespace

DataTableModel::DataTableModel(DataTable table, QObject* parent)
    : QAbstractTableModel(parent), table_(std::move(table)), given_(static_cast<int>(std::min(table_.rows, portion)))
{
}

int DataTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : given_; }

int DataTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(table_.columns.size());
}

QVariant DataTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::TextAlignmentRole))
        return {};
    const QString text = table_.cell(index.row(), static_cast<std::size_t>(index.column()));
    if (role == Qt::DisplayRole)
        return text;
    return QVariant::fromValue(Qt::AlignVCenter | (isNumber(text) ? Qt::AlignRight : Qt::AlignLeft));
}

QVariant DataTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return QAbstractTableModel::headerData(section, orientation, role);
    return table_.columns[static_cast<std::size_t>(section)].heading;
}

bool DataTableModel::canFetchMore(const QModelIndex& parent) const { return !parent.isValid() && given_ < table_.rows; }

void DataTableModel::fetchMore(const QModelIndex&)
{
    const int more = static_cast<int>(std::min(portion, table_.rows - given_));
    beginInsertRows({}, given_, given_ + more - 1);
    given_ += more;
    endInsertRows();
}

}  // namespace isthmus::widgets
