#pragma once
#include "engine/results/task_matrix.h"
#include "widgets/plots/cell_canvas.h"

namespace isthmus::widgets {

/// A heat map of a matrix of tasks: rows are after a task, columns on a task. Shows accuracies, or differences of them in colours
/// around zero.
class MatrixCanvas final : public CellCanvas {
    Q_OBJECT

public:
    enum class Values { Accuracies, Differences };

    explicit MatrixCanvas(QWidget* parent = nullptr);

    void setMatrix(const engine::TaskMatrix& matrix, Values values = Values::Accuracies);
    void setSelectedTask(int task);
    void setScaleShown(bool shown);

    /// What is written in a cell; empty when it is unknown or there is no room.
    QString cellText(Cell cell) const;

protected:
    QMargins room() const override;
    void drawCells(QPainter& painter) const override;

private:
    void drawCell(QPainter& painter, Cell cell) const;
    void drawLabels(QPainter& painter) const;
    void drawSelected(QPainter& painter) const;

    QColor colourOf(double value) const;
    void drawValueScale(QPainter& painter) const;

    engine::TaskMatrix matrix_;
    Values values_ = Values::Accuracies;
    double limit_ = 1.0;  ///< differences that have the last colours
    bool scaleShown_ = true;
    int selected_ = 0;
};

}  // namespace isthmus::widgets
