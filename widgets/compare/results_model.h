#pragma once
#include "engine/results/result_table.h"

#include <QAbstractTableModel>

namespace isthmus::widgets {

/// A table of results as Qt's views want it: text cells, the best in bold.
class ResultsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(engine::TextTable table, QStringList headTips);
    const engine::TextTable& table() const { return table_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool isBold(const QModelIndex& index) const;

    engine::TextTable table_;
    QStringList headTips_;
};

}  // namespace isthmus::widgets
