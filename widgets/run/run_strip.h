#pragma once
#include "engine/results/run_snapshot.h"

#include <QWidget>

#include <vector>

class QLabel;

namespace isthmus::widgets {

class ProgressLine;
class ReservedLabel;
class StateChip;

/// One line for the toolbar: the state, where the run is, a thin bar of the whole run, its speed and the time left.
/// Its parts keep their widths whatever they say.
class RunStrip final : public QWidget {
    Q_OBJECT
public:
    explicit RunStrip(QWidget* parent = nullptr);

    /// Null shows an idle strip. Of a diverged or failed run the message stands where the speed was, shortened to fit and in
    /// full in the tooltips.
    void setSnapshot(const engine::RunSnapshotPtr& snapshot);
    /// Says that the run is of the `position`-th of these seeds, from 1: "seed 7 (2 of 3)". Nothing of it when there are less
    /// than two.
    void setSeries(const std::vector<std::uint64_t>& seeds, std::size_t position);

    /// Says that the run is a branch; an empty `parent`: it is none.
    void setLineage(const QString& parent, int afterTask);

protected:
    void changeEvent(QEvent* event) override;

private:
    engine::RunSnapshotPtr snapshot_;
    StateChip* chip_ = nullptr;
    QLabel* lineage_ = nullptr;
    ReservedLabel* series_ = nullptr;
    ReservedLabel* place_ = nullptr;
    ProgressLine* bar_ = nullptr;
    ReservedLabel* speed_ = nullptr;
};

}  // namespace isthmus::widgets
