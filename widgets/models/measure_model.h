#pragma once
#include "engine/results/measures.h"
#include "engine/results/run_snapshot.h"

#include <QAbstractTableModel>

#include <vector>

namespace isthmus::widgets {

/// Every measure of the table of measures, one a row, as it is after the last task that a run has learned: label, number,
/// unit. A measure without a value shows a dash and says why.
class MeasureModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { LabelColumn, NumberColumn, UnitColumn, columns };

    explicit MeasureModel(QObject* parent = nullptr);

    void setSnapshot(const engine::RunSnapshotPtr& snapshot);  ///< null clears

    int afterTask() const { return afterTask_; }  ///< 0: no task has been learned
    int tasks() const { return tasks_; }

    const engine::Measure& measure(int row) const;
    /// "93.1 %", "1.20 × SGD"; empty where there is no value.
    QString valueText(int row) const;
    /// "Undefined, because there is no earlier task."; empty where there is a value.
    QString whyUndefined(int row) const;
    /// All rows as comma-separated values with a header line and full precision, shares in [0, 1].
    QString csv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString numberText(int row) const;
    QVariant shown(int row, int column) const;
    QVariant spoken(int row, int column) const;

    std::shared_ptr<const engine::RunResults> results_;
    int afterTask_ = 0;
    int tasks_ = 0;
    std::vector<engine::Measured> values_;  ///< one a row
};

}  // namespace isthmus::widgets
