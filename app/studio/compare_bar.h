#pragma once
#include "engine/results/comparison.h"

#include <QWidget>

class QPushButton;

namespace isthmus::widgets {
class ChoiceRow;
class SetChips;
}  // namespace isthmus::widgets

namespace isthmus::app {

/// What stands above the plots of a comparison: the sets as chips, and what holds for all plots: how runs are grouped, which
/// band and which value stand for a set.
class CompareBar final : public QWidget {
    Q_OBJECT
public:
    explicit CompareBar(QWidget* parent = nullptr);

    /// `by`: the options chosen to group `runs`, all of whose differing options can be.
    void setSets(const engine::RunSetsPtr& sets, const std::vector<engine::ComparedRun>& runs, const QStringList& by);
    void setSelectedSet(int set);  ///< -1: none
    engine::Band band() const;
    engine::Reduction reduction() const;

Q_SIGNALS:
    void picked(int set);  ///< -1: none
    void removed(int set);
    void openRequested();
    void groupingChosen(const QStringList& by);  ///< when the menu that was clicked is done
    void summaryChanged();

private:
    void refillGroupMenu(const std::vector<engine::ComparedRun>& runs, const QStringList& by);

    widgets::SetChips* chips_;
    widgets::ChoiceRow* choices_;
    QPushButton* group_;
};

}  // namespace isthmus::app
