#pragma once
#include "engine/results/run_record.h"

#include <QWidget>

namespace isthmus::widgets {

/// The sets that are compared, as one key for all plots: line and mark, name, number of runs, and a button that takes the set
/// out. Chips flow into as many rows as they need.
class SetChips final : public QWidget {
    Q_OBJECT

public:
    explicit SetChips(QWidget* parent = nullptr);

    void setSets(const engine::RunSetsPtr& sets);  ///< null clears
    void setSelectedSet(int set);                  ///< -1: none

Q_SIGNALS:
    void picked(int set);  ///< -1: the selected one again
    void removed(int set);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Puts each chip into its place, and takes the height that all need.
    void flow();

    QList<QWidget*> chips_;
    int selected_ = -1;
};

}  // namespace isthmus::widgets
