#pragma once
#include "engine/results/task_matrix.h"
#include "widgets/plots/cell_canvas.h"

namespace isthmus::widgets {

/// The heat map of MatrixPlot: rows are after a task, columns on a task.
class MatrixCanvas final : public CellCanvas {
    Q_OBJECT

public:
    explicit MatrixCanvas(QWidget* parent = nullptr);

    void setMatrix(const engine::AccuracyMatrix& matrix);
    void setSelectedTask(int task);

    /// What is written in a cell; empty when it is unknown or there is no room.
    QString cellText(Cell cell) const;

protected:
    QMargins room() const override;
    void drawCells(QPainter& painter) const override;

private:
    void drawCell(QPainter& painter, Cell cell) const;
    void drawLabels(QPainter& painter) const;
    void drawSelected(QPainter& painter) const;

    engine::AccuracyMatrix matrix_;
    int selected_ = 0;
};

}  // namespace isthmus::widgets
