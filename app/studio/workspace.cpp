#include "app/studio/workspace.h"

#include "app/studio/kept_widths.h"
#include "app/studio/panel.h"
#include "widgets/plots/line_plot.h"
#include "widgets/plots/loss_plot.h"
#include "widgets/plots/matrix_plot.h"
#include "widgets/plots/summary_plot.h"
#include "widgets/plots/task_accuracy_plot.h"
#include "widgets/run/measure_panel.h"

#include <QAction>

namespace isthmus::app {

Workspace::Workspace(QWidget* parent)
    : QMainWindow(parent, Qt::Widget),
      loss_(new widgets::LossPlot),
      accuracy_(new widgets::TaskAccuracyPlot),
      matrix_(new widgets::MatrixPlot),
      summary_(new widgets::SummaryPlot),
      line_(new widgets::LinePlot),
      measures_(new widgets::MeasurePanel)
{
    setDockNestingEnabled(true);
    panels_ = {addPlot("loss", loss_), addPlot("accuracy", accuracy_), addPlot("line", line_), addPlot("matrix", matrix_),
               addPlot("summary", summary_)};
    panels_ << makePanel(this, QStringLiteral("measures"), measures_->title(), measures_, PanelTitle::InContent);
    connect(loss_, &widgets::LossPlot::taskSelected, this, &Workspace::taskSelected);
    connect(accuracy_, &widgets::TaskAccuracyPlot::taskSelected, this, &Workspace::taskSelected);
    connect(matrix_, &widgets::MatrixPlot::taskSelected, this, &Workspace::taskSelected);
    connect(line_, &widgets::LinePlot::taskSelected, this, &Workspace::taskSelected);
    connect(this, &Workspace::taskSelected, this, &Workspace::selectTask);
    new KeptWidths(*this, [this] {
        return QList<QList<QDockWidget*>>{{panels_[0], panels_[3]}, {panels_[1], seenOf(panels_[4], panels_[5])}};
    });
    resetLayout();
}

QDockWidget* Workspace::addPlot(const char* id, widgets::PlotFrame* plot)
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
    measures_->setSnapshot(snapshot);
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
    tabifyDockWidget(panels_[4], panels_[5]);
    for (QDockWidget* panel : panels_)
        panel->show();
    panels_[4]->raise();
    resizeDocks({panels_[0], panels_[3]}, {3, 2}, Qt::Horizontal);
    resizeDocks({panels_[1], panels_[4]}, {3, 2}, Qt::Horizontal);
    resizeDocks({panels_[0], panels_[1], panels_[2]}, {5, 5, 4}, Qt::Vertical);  // the second has tabs
}

QList<QAction*> Workspace::panelActions() const
{
    QList<QAction*> actions;
    for (const QDockWidget* panel : panels_)
        actions << panel->toggleViewAction();
    return actions;
}

}  // namespace isthmus::app
