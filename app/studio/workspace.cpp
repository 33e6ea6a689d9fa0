#include "app/studio/workspace.h"

#include "app/studio/panel.h"
#include "widgets/plots/line_plot.h"
#include "widgets/plots/loss_plot.h"
#include "widgets/plots/matrix_plot.h"
#include "widgets/plots/summary_plot.h"
#include "widgets/plots/task_accuracy_plot.h"

#include <QAction>

namespace isthmus::app {

Workspace::Workspace(QWidget* parent)
    : QMainWindow(parent, Qt::Widget),
      loss_(new widgets::LossPlot),
      accuracy_(new widgets::TaskAccuracyPlot),
      matrix_(new widgets::MatrixPlot),
      summary_(new widgets::SummaryPlot),
      line_(new widgets::LinePlot)
{
    setDockNestingEnabled(true);
    panels_ = {addPanel("loss", loss_), addPanel("accuracy", accuracy_), addPanel("line", line_), addPanel("matrix", matrix_),
               addPanel("summary", summary_)};
    connect(loss_, &widgets::LossPlot::taskSelected, this, &Workspace::selectTask);
    connect(accuracy_, &widgets::TaskAccuracyPlot::taskSelected, this, &Workspace::selectTask);
    connect(matrix_, &widgets::MatrixPlot::taskSelected, this, &Workspace::selectTask);
    connect(line_, &widgets::LinePlot::taskSelected, this, &Workspace::selectTask);
    resetLayout();
}

QDockWidget* Workspace::addPanel(const char* id, widgets::PlotFrame* plot)
{
    connect(plot, &widgets::PlotFrame::problem, this, &Workspace::problem);
    return makePanel(this, QLatin1String(id), plot->title(), plot, PanelTitle::InContent);
}

void Workspace::setSnapshot(const engine::RunSnapshotPtr& snapshot)
{
    loss_->setSnapshot(snapshot);
    accuracy_->setSnapshot(snapshot);
    matrix_->setSnapshot(snapshot);
    summary_->setSnapshot(snapshot);
    line_->setTaskCount(snapshot ? snapshot->accuracy().tasks() : 0);
}

void Workspace::setLine(const engine::LandscapeLinePtr& line) { line_->setLine(line); }

void Workspace::selectTask(int task)
{
    loss_->setSelectedTask(task);
    accuracy_->setSelectedTask(task);
    matrix_->setSelectedTask(task);
    line_->setSelectedTask(task);
}

void Workspace::resetLayout()
{
    for (QDockWidget* panel : panels_) {
        panel->setFloating(false);
        removeDockWidget(panel);
    }
    addDockWidget(Qt::LeftDockWidgetArea, panels_[0]);
    splitDockWidget(panels_[0], panels_[1], Qt::Vertical);
    splitDockWidget(panels_[1], panels_[2], Qt::Vertical);
    splitDockWidget(panels_[0], panels_[3], Qt::Horizontal);
    splitDockWidget(panels_[1], panels_[4], Qt::Horizontal);
    for (QDockWidget* panel : panels_)
        panel->show();
    resizeDocks({panels_[0], panels_[3]}, {3, 2}, Qt::Horizontal);
    resizeDocks({panels_[1], panels_[4]}, {3, 2}, Qt::Horizontal);
    resizeDocks({panels_[0], panels_[1], panels_[2]}, {5, 4, 4}, Qt::Vertical);
}

QList<QAction*> Workspace::panelActions() const
{
    QList<QAction*> actions;
    for (const QDockWidget* panel : panels_)
        actions << panel->toggleViewAction();
    return actions;
}

}  // namespace isthmus::app
