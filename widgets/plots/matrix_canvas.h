#pragma once
#include "engine/results/task_matrix.h"

#include <QWidget>

namespace isthmus::widgets {

/// A cell of the accuracy matrix, both from 1; {0, 0} is none.
struct MatrixCell {
    int afterTask = 0;
    int onTask = 0;

    bool operator==(const MatrixCell&) const = default;
    explicit operator bool() const { return afterTask > 0; }
};

/// The heat map of MatrixPlot: draws the matrix, follows the mouse and the arrow keys.
class MatrixCanvas final : public QWidget {
    Q_OBJECT

public:
    explicit MatrixCanvas(QWidget* parent = nullptr);

    void setMatrix(const engine::AccuracyMatrix& matrix);
    void setSelectedTask(int task);

    MatrixCell currentCell() const { return current_; }
    QRect cellRect(MatrixCell cell) const;
    MatrixCell cellAt(const QPoint& place) const;
    /// What is written in a cell; empty when it is unknown or there is no room.
    QString cellText(MatrixCell cell) const;

    void draw(QPainter& painter) const;

Q_SIGNALS:
    /// The mouse or a key has moved to another cell.
    void currentChanged(isthmus::widgets::MatrixCell cell);
    /// A click on the cell, or Return or Space on it.
    void picked(isthmus::widgets::MatrixCell cell);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void placeCells();
    void moveTo(MatrixCell cell);
    QRect cellsRect() const;
    void drawCell(QPainter& painter, MatrixCell cell) const;
    void drawLabels(QPainter& painter) const;
    void drawScale(QPainter& painter) const;
    void drawMarks(QPainter& painter) const;

    engine::AccuracyMatrix matrix_;
    int selected_ = 0;
    MatrixCell current_;
    QPoint origin_;  ///< of the first cell
    QSize cell_;
};

}  // namespace isthmus::widgets
