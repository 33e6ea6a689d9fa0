#pragma once
#include "engine/results/run_snapshot.h"
#include "widgets/plots/plot_frame.h"

namespace isthmus::widgets {

class MatrixCanvas;
struct Cell;

/// The accuracy matrix a(t, i) as a heat map with its values. Arrow keys move from cell to cell.
class MatrixPlot final : public PlotFrame {
    Q_OBJECT

public:
    explicit MatrixPlot(QWidget* parent = nullptr);

    void setSnapshot(const engine::RunSnapshotPtr& snapshot);  ///< null clears
    void setMatrix(const engine::AccuracyMatrix& matrix);
    void setSelectedTask(int task);  ///< 0: none
    int selectedTask() const { return selected_; }

    /// Known cells.
    int pointCount() const;
    /// The known values of a column in percent, from its first row on.
    QVector<double> shownValues(int onTask) const;
    /// What is written in a cell, empty when there is nothing.
    QString cellText(int afterTask, int onTask) const;
    /// Where a cell lies on canvas(), in pixels.
    QRect cellRect(int afterTask, int onTask) const;

    DataTable dataTable() const override;
    /// x: on task, y: after task, rounded.
    QString readoutAt(double x, double y) const override;
    QString definition() const override;

Q_SIGNALS:
    /// The user clicked into a task's column, or (0) into the selected one's again.
    void taskSelected(int task);

protected:
    void drawPicture(QPaintDevice& device, bool vector) override;
    void restyle() override;

private:
    void pick(const Cell& cell);
    void showCell(const Cell& cell);

    MatrixCanvas* cells_;
    engine::AccuracyMatrix matrix_;
    int selected_ = 0;
};

}  // namespace isthmus::widgets
