#pragma once
#include "widgets/plots/cell_canvas.h"

#include <QStringList>

#include <vector>

namespace isthmus::widgets {

/// The heat map of BarrierPlot: the barrier between every two networks, on a scale from 0.
class BarrierCanvas final : public CellCanvas {
    Q_OBJECT

public:
    explicit BarrierCanvas(QWidget* parent = nullptr);

    /// `heights`: [networks * networks], row after row, nats; NaN where there is none. `top`: where the scale ends.
    void setHeights(const QStringList& networks, const std::vector<double>& heights, double top);

    /// What is written in a cell; empty on the diagonal, where nothing is known and where there is no room.
    QString cellText(Cell cell) const;

protected:
    QMargins room() const override;
    void drawCells(QPainter& painter) const override;

private:
    double barrier(Cell cell) const;
    int widestName() const;
    static int rightRoom();
    bool upright() const;
    void drawCell(QPainter& painter, Cell cell) const;
    void drawNames(QPainter& painter) const;

    QStringList networks_;
    std::vector<double> heights_;
    double top_ = 1.0;
};

}  // namespace isthmus::widgets
