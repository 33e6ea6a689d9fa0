#pragma once
#include "engine/results/point_probe.h"

#include <QWidget>

#include <array>
#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace isthmus::widgets {

class ValueTable;

/// Points of a chart picked as members of an ensemble, and what that is worth: its accuracy on each task beside the best
/// member's, and how often two members disagree.
class EnsembleSection final : public QWidget {
    Q_OBJECT
public:
    using Place = std::array<double, 3>;

    explicit EnsembleSection(QWidget* parent = nullptr);

    /// The members, in as many dimensions as the chart has.
    void setPins(const std::vector<Place>& pins, std::size_t dimensions);
    /// Of `draws` of a chart, the one whose networks all members are, from 0. What another one's were worth is taken away.
    void setDraw(int draw, int draws);
    /// Null, or of other places than the members': there is nothing to compare.
    void setEnsemble(const engine::EnsembleProbePtr& ensemble);
    /// Whether there is a point to add.
    void setCanAdd(bool canAdd);

Q_SIGNALS:
    void pinRequested();             ///< add the point that is shown
    void unpinRequested(int index);  ///< of the pins, from 0

private:
    void addPin(int index, std::size_t dimensions);
    void refresh();

    std::vector<Place> pins_;
    engine::EnsembleProbePtr ensemble_;
    QVBoxLayout* members_ = nullptr;
    QPushButton* add_ = nullptr;
    QLabel* draw_ = nullptr;
    QLabel* note_ = nullptr;
    ValueTable* table_ = nullptr;
};

}  // namespace isthmus::widgets
