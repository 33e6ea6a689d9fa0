#pragma once
#include "engine/results/barrier_table.h"
#include "widgets/plots/plot_frame.h"

namespace isthmus::widgets {

class BarrierCanvas;
struct Cell;

/// The barriers between all pairs of networks as a heat map with their values, for one task or as the mean over the tasks.
/// Its colours span the same barriers for every task. Arrow keys move from cell to cell.
class BarrierPlot final : public PlotFrame {
    Q_OBJECT

public:
    explicit BarrierPlot(QWidget* parent = nullptr);

    void setBarriers(const engine::BarrierTablePtr& barriers);  ///< null clears
    /// 0: the mean over the tasks, as for a task that the table does not have.
    void setTask(int task);
    int task() const { return task_; }

    /// The barrier shown between two networks, counted from 1, in nats.
    double shownHeight(int from, int to) const;
    /// What is written in a cell, empty when there is nothing.
    QString cellText(int from, int to) const;
    /// Where a cell lies on canvas(), in pixels.
    QRect cellRect(int from, int to) const;

    /// One line for each pair: every task's barrier and their mean.
    DataTable dataTable() const override;
    /// x: to, y: from, counted from 1, rounded.
    QString readoutAt(double x, double y) const override;
    QString definition() const override;

Q_SIGNALS:
    /// The user clicked the cell of two different networks.
    void pairPicked(const QString& from, const QString& to);

protected:
    void drawPicture(QPaintDevice& device, bool vector) override;
    void restyle() override;

private:
    int shownTask() const;  ///< 0: the mean
    double heightOf(std::size_t from, std::size_t to) const;
    double mean(std::size_t from, std::size_t to) const;
    QString name(int network) const;
    void pick(const Cell& cell);
    void showCell(const Cell& cell);
    void refresh();

    BarrierCanvas* cells_;
    engine::BarrierTablePtr barriers_;
    int task_ = 0;
};

}  // namespace isthmus::widgets
