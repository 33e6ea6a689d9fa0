#pragma once
#include "engine/results/comparison.h"
#include "widgets/plots/plot_frame.h"

#include <vector>

namespace isthmus::widgets {

class MatrixCanvas;
class MatrixTiles;
struct Cell;

/// The accuracy matrices of several sets of runs side by side, the mean over the runs of each, and the difference of two of them
/// in colours around zero. The read-out gives the cell under the cursor in all of them.
class MatrixCompare final : public PlotFrame {
    Q_OBJECT

public:
    explicit MatrixCompare(QWidget* parent = nullptr);

    void setSets(const engine::RunSetsPtr& sets);  ///< null clears; the difference is of the same two, at first the first
    /// Shows set `a` less set `b`; -1 for one of them: no difference.
    void setDifference(int a, int b);
    void setSelectedSet(int set);  ///< -1: none
    int selectedSet() const { return selected_; }

    int matrixCount() const;  ///< without the difference
    bool showsDifference() const { return hasDifference_; }
    /// What is written in a cell of a set's matrix, or where `set` is matrixCount() of the difference.
    QString cellText(int set, int afterTask, int onTask) const;
    /// Where that cell lies on canvas(), in pixels.
    QRect cellRect(int set, int afterTask, int onTask) const;

    DataTable dataTable() const override;
    /// x: on task, y: after task, rounded; every set's value.
    QString readoutAt(double x, double y) const override;
    QString definition() const override;

Q_SIGNALS:
    /// The user clicked into a set's matrix; -1: into the selected one again, or the difference.
    void picked(int set);

protected:
    void drawPicture(QPaintDevice& device, bool vector) override;
    void restyle() override;

private:
    void refresh();
    void showCell(const Cell& cell);
    QString nameOf(std::size_t set) const;
    QString differenceName() const;

    MatrixTiles* tiles_;
    engine::RunSetsPtr sets_;
    std::vector<engine::AccuracyMatrix> means_;
    engine::TaskMatrix difference_;
    int minuend_ = 0;
    int subtrahend_ = 1;
    bool hasDifference_ = false;
    int selected_ = -1;
};

}  // namespace isthmus::widgets
