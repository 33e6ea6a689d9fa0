#pragma once
#include "engine/results/run_snapshot.h"
#include "widgets/plots/curve_plot.h"

#include <memory>
#include <vector>

class QCPGraph;

namespace isthmus::widgets {

class EndLabels;
class PlotKey;
class TaskBands;

/// Test accuracy on every task against step, one line a task; a dot where all the test images were used.
class TaskAccuracyPlot final : public CurvePlot {
    Q_OBJECT

public:
    explicit TaskAccuracyPlot(QWidget* parent = nullptr);
    ~TaskAccuracyPlot() override;

    void setSnapshot(const engine::RunSnapshotPtr& snapshot);  ///< null clears
    void setSelectedTask(int task);                            ///< 0: none; the others are dimmed
    int selectedTask() const { return selected_; }

    int pointCount() const;
    /// Percent, in the order of the steps.
    QVector<double> shownValues(int task) const;

    DataTable dataTable() const override;
    QString definition() const override;

Q_SIGNALS:
    /// The user clicked on a task's line, or (0) beside all lines or on the selected one again.
    void taskSelected(int task);

protected:
    std::optional<CurvePoint> pointNear(double x, double y) const override;
    Reading readingOf(CurvePoint at) const override;
    int readableCurves() const override;
    int readablePoints(int curve) const override;
    AxisSpan wholeX() const override;
    AxisSpan wholeY() const override;
    void clickedAt(double x, double y) override;
    void restyle() override;

private:
    struct Line {
        QCPGraph* all = nullptr;   ///< the line
        QCPGraph* full = nullptr;  ///< its dots
    };
    struct Nearest {
        int task = 0;
        double x = 0.0;
        double y = 0.0;
        double pixels = 0.0;  ///< from the line at the cursor's x
    };

    void fillLines();
    std::optional<Nearest> nearest(double x, double y) const;
    bool isFull(int task, double step) const;
    int tasks() const;

    engine::RunSnapshotPtr snapshot_;
    std::unique_ptr<TaskBands> bands_;
    std::unique_ptr<EndLabels> labels_;
    std::unique_ptr<PlotKey> key_;
    std::vector<Line> lines_;  ///< of task 1, 2, …
    int selected_ = 0;
};

}  // namespace isthmus::widgets
