#pragma once
#include "widgets/models/data_table.h"

#include <QAbstractTableModel>

namespace isthmus::widgets {

/// A DataTable for a view. Of a very long one the view gets more rows as it comes to its end.
class DataTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit DataTableModel(DataTable table, QObject* parent = nullptr);

    const DataTable& table() const { return table_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

private:
    DataTable table_;
    int given_ = 0;  ///< rows that the view knows of
};

}  // namespace isthmus::widgets
