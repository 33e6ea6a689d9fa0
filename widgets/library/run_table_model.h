#pragma once
#include "widgets/library/run_column.h"

#include <QAbstractTableModel>

namespace isthmus::widgets {

/// Runs, one a row, with columns by choice. Rows keep their place while runs come, change and go.
class RunTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit RunTableModel(QObject* parent = nullptr);

    void setRecords(const engine::RunRecords& records);
    const engine::RunRecords& records() const { return records_; }
    const engine::RunRecordPtr& record(int row) const { return records_[static_cast<std::size_t>(row)]; }

    void setColumns(const QStringList& ids);
    QStringList columns() const;
    const RunColumn& column(int section) const { return columns_[static_cast<std::size_t>(section)]; }
    void setReduction(engine::Reduction reduction);
    engine::Reduction reduction() const { return reduction_; }

    /// What a run shows under a column; the same for a row of this model and for one that stands in a group.
    QVariant shown(const engine::RunRecord& run, int section, int role) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    engine::RunRecords records_;
    std::vector<RunColumn> columns_;
    engine::Reduction reduction_ = engine::Reduction::Last;
};

}  // namespace isthmus::widgets
