#pragma once
#include "engine/results/statistics.h"
#include "widgets/library/run_filter.h"

#include <QAbstractItemModel>

#include <optional>

namespace isthmus::widgets {

/// The runs of a filter as a tree: as they are, or under a row for each group, whose measures are mean ± sample standard
/// deviation over the runs counted (engine::countedRuns), with their number.
class GroupedRuns final : public QAbstractItemModel {
    Q_OBJECT
public:
    explicit GroupedRuns(RunFilter& filter, QObject* parent = nullptr);

    /// Nothing: no groups. An empty list: by every option but the seed; else by these options.
    void setGrouping(const std::optional<QStringList>& by);
    const std::optional<QStringList>& grouping() const { return by_; }

    bool isGroup(const QModelIndex& index) const;
    /// The run of a row, or all runs of a group.
    engine::RunRecords runsOf(const QModelIndex& index) const;
    /// Names a row as long as its run or group is there.
    QString keyOf(const QModelIndex& index) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    struct Group {
        std::string key;
        QString label;
        engine::RunRecords runs;
        int counted = 0;
    };

    void rebuild();
    void fill();
    void fillGroups();
    void nameGroups();
    void sortGroups();
    void takeChanges(const QModelIndex& first, const QModelIndex& last);
    std::string groupOf(const engine::RunRecord& run) const;
    QVariant groupData(const Group& group, int section, int role) const;
    static QString countText(const Group& group);
    QString groupText(const Group& group, int section) const;
    engine::Spread spreadOf(const Group& group, int section) const;
    const engine::RunRecordPtr& runAt(const QModelIndex& index) const;

    RunFilter& filter_;
    const RunTableModel& runs_;
    std::optional<QStringList> by_;
    std::vector<Group> groups_;
    engine::RunRecords flat_;  ///< when there are no groups
    int sortColumn_ = -1;
    Qt::SortOrder order_ = Qt::AscendingOrder;
};

}  // namespace isthmus::widgets
