#pragma once
#include "engine/results/comparison.h"

#include <QHash>
#include <QStringList>
#include <QTreeView>

namespace isthmus::widgets {

class GroupedRuns;
class RunTableModel;

/// Runs in rows, alone or under their groups. What is selected, open and in sight stays so when the rows are made anew, and
/// each column keeps the width that it was given, also while it is not shown.
class RunTable final : public QTreeView {
    Q_OBJECT
public:
    /// `rows` are those of `runs`, filtered and grouped.
    RunTable(RunTableModel& runs, GroupedRuns& rows, QWidget* parent = nullptr);

    /// Of the rows selected, those under a selected group included, in the order shown.
    engine::RunRecords selectedRuns() const;
    void select(const QStringList& folders);

    /// By their ids; the order of rows stays by its column, if that is still there.
    void setColumns(const QStringList& ids);
    /// Of columns that were given one, by id. Others are as wide as what stands in them.
    const QHash<QString, int>& widths() const { return widths_; }
    void setWidths(const QHash<QString, int>& widths) { widths_ = widths; }

Q_SIGNALS:
    /// By the user or by `select`; also when the rows have been made anew.
    void selectedRunsChanged();
    void openRequested(const QString& folder);

protected:
    void changeEvent(QEvent* event) override;
    /// Tab brings the current run along, so that keys and the menu have one to work on.
    void focusInEvent(QFocusEvent* event) override;

private:
    void prepareHeader();
    void keepPlace();
    void findPlace();
    void fitColumns();

    RunTableModel& runs_;
    GroupedRuns& rows_;
    QHash<QString, int> widths_;
    struct Place {
        QStringList selected;
        QStringList open;
        QString current;
        int scrolled = 0;
    } place_;
    bool ownDoing_ = false;  ///< what changes now is nobody's choice
};

}  // namespace isthmus::widgets
