#pragma once
#include "engine/results/run_query.h"
#include "widgets/library/run_table_model.h"

#include <QSortFilterProxyModel>

namespace isthmus::widgets {

/// The runs of a table that a filter asks for, sorted by a column; what a run has no value for comes last in either order.
class RunFilter final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit RunFilter(RunTableModel& runs, QObject* parent = nullptr);

    /// As in engine::RunQuery. A filter that makes no sense is a problem(), and hides nothing.
    void setText(const QString& text);
    const QString& text() const { return text_; }
    const QString& problem() const { return problem_; }  ///< one line; empty: none

    const RunTableModel& runs() const { return runs_; }
    const engine::RunRecordPtr& record(int row) const { return runs_.record(mapToSource(index(row, 0)).row()); }

Q_SIGNALS:
    void problemChanged(const QString& problem);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    void readText();

    RunTableModel& runs_;
    QString text_;
    QString problem_;
    engine::RunQuery query_;
};

}  // namespace isthmus::widgets
