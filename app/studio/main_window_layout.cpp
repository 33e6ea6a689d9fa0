// Where the window's panels are, and how that is kept.
#include "app/studio/compare_workspace.h"
#include "app/studio/landscape_workspace.h"
#include "app/studio/main_window.h"
#include "app/studio/settings.h"
#include "app/studio/window_layout.h"
#include "app/studio/workspace.h"
#include "widgets/library/library_panel.h"

#include <QDockWidget>
#include <QTabWidget>

#include <utility>

namespace isthmus::app {

namespace {

/// Goes up when a panel comes or goes: a layout saved before says nothing of it, and is not restored.
constexpr int workspaceVersion = 1;

}  // namespace

void MainWindow::makeRoom()
{
    for (QDockWidget* panel : std::exchange(madeRoom_, {}))
        panel->show();
    const QWidget* tab = tabs_->currentWidget();
    QList<QDockWidget*> away;
    if (tab != workspace_)
        away << formPanel_;
    if (tab == landscape_)
        away << libraryPanel_;  // elsewhere runs are taken from it
    for (QDockWidget* panel : away)
        if (!panel->isHidden() && !panel->isFloating()) {
            panel->hide();
            madeRoom_ << panel;
        }
}

void MainWindow::resetLayout()
{
    addDockWidget(Qt::LeftDockWidgetArea, formPanel_);
    addDockWidget(Qt::BottomDockWidgetArea, logPanel_);
    addDockWidget(Qt::BottomDockWidgetArea, queuePanel_);
    splitDockWidget(formPanel_, libraryPanel_, Qt::Vertical);
    for (QDockWidget* panel : {formPanel_, libraryPanel_, logPanel_, queuePanel_}) {
        panel->setFloating(false);
        panel->show();
    }
    tabifyDockWidget(logPanel_, queuePanel_);
    logPanel_->raise();
    madeRoom_.clear();
    makeRoom();
    resizeDocks({formPanel_}, {336}, Qt::Horizontal);
    resizeDocks({formPanel_, libraryPanel_}, {3, 2}, Qt::Vertical);
    resizeDocks({logPanel_}, {120}, Qt::Vertical);
    workspace_->resetLayout();
    landscape_->resetLayout();
    comparison_->resetLayout();
}

WindowLayout MainWindow::layoutState() const
{
    WindowLayout layout{saveState(),
                        workspace_->saveState(workspaceVersion),
                        landscape_->saveState(workspaceVersion),
                        comparison_->saveLayout(workspaceVersion),
                        {},
                        tabs_->currentIndex()};
    for (const QDockWidget* panel : madeRoom_)
        layout.madeRoom << panel->objectName();
    return layout;
}

void MainWindow::setLayoutState(const WindowLayout& layout)
{
    restoreState(layout.window);
    workspace_->restoreState(layout.training, workspaceVersion);
    landscape_->restoreLayout(layout.landscape, workspaceVersion);
    comparison_->restoreLayout(layout.comparison, workspaceVersion);
    madeRoom_.clear();
    for (const QString& name : layout.madeRoom)
        if (auto* panel = findChild<QDockWidget*>(name))
            madeRoom_ << panel;
    if (layout.view != tabs_->currentIndex())
        makeRoom();
}

void MainWindow::restoreLayout()
{
    restoreGeometry(settings_.windowGeometry());
    library_->restoreState(settings_.libraryState());
    if (const QByteArray kept = settings_.layout(); !kept.isEmpty())
        setLayoutState(WindowLayout::fromBytes(kept));
}

void MainWindow::saveLayout()
{
    settings_.setLibraryState(library_->saveState());
    settings_.setWindowGeometry(saveGeometry());
    settings_.setLayout(layoutState().toBytes());
}

}  // namespace isthmus::app
