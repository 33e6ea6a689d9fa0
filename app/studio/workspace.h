#pragma once
#include "engine/results/landscape_line.h"
#include "engine/results/run_snapshot.h"

#include <QMainWindow>

namespace isthmus::widgets {
class LinePlot;
class LossPlot;
class MatrixPlot;
class MeasurePanel;
class PlotFrame;
class SummaryPlot;
class TaskAccuracyPlot;
}  // namespace isthmus::widgets

namespace isthmus::app {

/// The plots and measures of one run as panels that can be moved, stacked and taken out of the window. One task is selected in
/// all.
class Workspace final : public QMainWindow {
    Q_OBJECT
public:
    explicit Workspace(QWidget* parent = nullptr);

    void setSnapshot(const engine::RunSnapshotPtr& snapshot);  ///< null clears
    void setLine(const engine::LandscapeLinePtr& line);        ///< null clears
    void selectTask(int task);                                 ///< 0: none

    void resetLayout();
    /// One checkable action a panel.
    QList<QAction*> panelActions() const;

Q_SIGNALS:
    void taskSelected(int task);  ///< by the user; 0: none
    void problem(const QString& message);

private:
    QDockWidget* addPlot(const char* id, widgets::PlotFrame* plot);

    widgets::LossPlot* loss_;
    widgets::TaskAccuracyPlot* accuracy_;
    widgets::MatrixPlot* matrix_;
    widgets::SummaryPlot* summary_;
    widgets::LinePlot* line_;
    widgets::MeasurePanel* measures_;
    QList<QDockWidget*> panels_;  ///< loss, accuracy, line, matrix, summary, measures
};

}  // namespace isthmus::app
