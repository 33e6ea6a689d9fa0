#pragma once
#include "engine/results/landscape_grid.h"
#include "widgets/landscape/grid_values.h"

#include <QWidget>

class QComboBox;
class QToolButton;

namespace isthmus::widgets {

/// One row that says what of a grid is looked at and how it is shown. It offers what the grid has.
class ShowingBar final : public QWidget {
    Q_OBJECT
public:
    explicit ShowingBar(QWidget* parent = nullptr);

    /// Null: nothing to choose. What the grid lacks gives way to what it has, and showingChanged() tells.
    void setGrid(const engine::LandscapeGridPtr& grid);
    /// As far as the grid has it. Emits nothing.
    void setShowing(const GridShowing& showing);
    const GridShowing& showing() const { return showing_; }

    /// Whether each task has a small picture of its own. Emits nothing.
    void setSmallMultiples(bool small);
    bool smallMultiples() const;

Q_SIGNALS:
    void showingChanged(const isthmus::widgets::GridShowing& showing);
    void smallMultiplesChanged(bool small);

private:
    QComboBox* addBox(const QString& name, const char* objectName);
    void addSmallMultiples();
    std::vector<int> tasksOf(engine::Split split) const;
    bool hasSplit(engine::Split split) const;
    bool hasMeasure(GridShowing::Measure measure) const;
    GridShowing possible(GridShowing showing) const;
    void offer();
    void choose(const GridShowing& showing);
    void takeChosen();

    engine::LandscapeGridPtr grid_;
    GridShowing showing_;
    GridShowing::Scale lossScale_ = GridShowing::Scale::Linear;  ///< kept while percents are shown
    QComboBox* measure_ = nullptr;
    QComboBox* tasks_ = nullptr;
    QToolButton* small_ = nullptr;
    QComboBox* split_ = nullptr;
    QComboBox* scale_ = nullptr;
    QComboBox* span_ = nullptr;
    QComboBox* map_ = nullptr;
};

}  // namespace isthmus::widgets
