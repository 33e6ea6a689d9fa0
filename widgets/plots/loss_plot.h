#pragma once
#include "engine/results/run_snapshot.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/task_spans.h"

#include <memory>

class QCPGraph;

namespace isthmus::widgets {

class PlotKey;
class TaskBands;

/// Training loss against step, with the tasks' beginnings and the phases that connect.
class LossPlot final : public CurvePlot {
    Q_OBJECT

public:
    explicit LossPlot(QWidget* parent = nullptr);
    ~LossPlot() override;

    void setSnapshot(const engine::RunSnapshotPtr& snapshot);  ///< null clears
    void setSelectedTask(int task);                            ///< 0: none
    int selectedTask() const { return selected_; }

    int pointCount() const;
    /// The losses drawn in the colour of the selected task; empty when none is selected.
    QVector<double> highlightedValues() const;
    /// The losses drawn that belong to a task; 0: all of them.
    QVector<double> shownValues(int task) const;

    DataTable dataTable() const override;
    QString definition() const override;

Q_SIGNALS:
    /// The user clicked into the steps of a task; 0: into the selected one again.
    void taskSelected(int task);

protected:
    std::optional<CurvePoint> pointNear(double x, double y) const override;
    Reading readingOf(CurvePoint at) const override;
    int readablePoints(int curve) const override;
    AxisSpan wholeX() const override;
    AxisSpan wholeY() const override;
    void clickedAt(double x, double y) override;
    void restyle() override;

private:
    void append(std::size_t from);
    void fillHighlight();
    int taskOf(double step) const;

    engine::RunSnapshotPtr snapshot_;
    std::unique_ptr<TaskBands> bands_;
    std::unique_ptr<PlotKey> key_;
    QCPGraph* curve_;
    QCPGraph* highlight_;
    double least_ = 0.0;  ///< smallest positive loss so far; 0 before there is one
    double most_ = 0.0;
    int selected_ = 0;
};

}  // namespace isthmus::widgets
