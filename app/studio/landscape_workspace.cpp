#include "app/studio/landscape_workspace.h"

#include "app/studio/animation.h"
#include "app/studio/kept_widths.h"
#include "app/studio/panel.h"
#include "engine/options/option_spec.h"
#include "engine/results/landscape_line.h"
#include "widgets/landscape/chart_form.h"
#include "widgets/landscape/grid_slice.h"
#include "widgets/landscape/probe_panel.h"
#include "widgets/landscape/showing_bar.h"
#include "widgets/landscape/task_slider.h"
#include "widgets/plots/barrier_plot.h"
#include "widgets/plots/landscape_map.h"
#include "widgets/plots/landscape_multiples.h"
#include "widgets/plots/line_plot.h"
#include "widgets/scene3d/landscape_scene.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QStackedWidget>
#include <QToolBar>

#include <cmath>

namespace isthmus::app {

using widgets::BarrierPlot;
using widgets::GridShowing;
using widgets::LandscapeMap;
using widgets::LandscapeMultiples;
using widgets::LandscapeScene;

namespace {

bool samePlaces(const engine::LandscapeGrid& a, const engine::LandscapeGrid& b)
{
    for (std::size_t axis = 0; axis < a.axes.size(); ++axis)
        if (a.axes[axis].points != b.axes[axis].points || a.axes[axis].label != b.axes[axis].label)
            return false;
    return true;
}

}  // namespace

LandscapeWorkspace::LandscapeWorkspace(const engine::OptionSection& charts, QWidget* parent)
    : QMainWindow(parent, Qt::Widget),
      form_(new widgets::ChartForm(charts)),
      bar_(new widgets::ShowingBar),
      map_(new LandscapeMap),
      multiples_(new LandscapeMultiples),
      line_(new widgets::LinePlot),
      scene_(new LandscapeScene),
      probe_(new widgets::ProbePanel),
      barriers_(new BarrierPlot),
      slider_(new widgets::TaskSlider),
      flat_(new QStackedWidget),
      widths_(new KeptWidths(*this, [this] {
          return QList<QList<QDockWidget*>>{{panels_[0], panels_[1], panels_[2], seenOf(panels_[3], panels_[4])}};
      }))
{
    setDockNestingEnabled(true);
    auto* showing = new QToolBar(tr("Shown"));
    showing->setObjectName(QStringLiteral("showing-toolbar"));
    showing->setMovable(false);
    showing->addWidget(bar_);
    addToolBar(Qt::TopToolBarArea, showing);
    flat_->addWidget(map_);
    flat_->addWidget(multiples_);
    flat_->addWidget(line_);
    connect(multiples_, &widgets::PlotFrame::problem, this, &LandscapeWorkspace::problem);
    connect(map_, &widgets::PlotFrame::problem, this, &LandscapeWorkspace::problem);
    connect(line_, &widgets::PlotFrame::problem, this, &LandscapeWorkspace::problem);
    panels_ = {makePanel(this, QStringLiteral("chart"), tr("Chart"), form_, PanelTitle::Bar),
               makePanel(this, QStringLiteral("map"), tr("Map"), flat_, PanelTitle::InContent), addPlot("scene", scene_),
               makePanel(this, QStringLiteral("probe"), tr("Probe"), probe_, PanelTitle::InContent),
               addPlot("barriers", barriers_)};
    addTimeBar();                          // the Tab key comes to it last
    form_->setChart({{"kind", "plane"}});  // what all the views are made for
    probe_->setBackgroundRole(QPalette::Base);
    probe_->setAutoFillBackground(true);
    link();
    allowExports();
    resetLayout();
}

void LandscapeWorkspace::addTimeBar()
{
    auto* time = new QToolBar(tr("Time"));
    time->setObjectName(QStringLiteral("time-toolbar"));
    time->setMovable(false);
    time->setIconSize({16, 16});
    time->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    time->addWidget(slider_);
    data_ = time->addAction(widgets::icon(QStringLiteral("save")), tr("Export data…"));
    data_->setToolTip(tr("Write all of a map or a tetrahedron into a file for NumPy, ParaView, HDF5 or a spreadsheet"));
    connect(data_, &QAction::triggered, this, &LandscapeWorkspace::dataRequested);
    animation_ = time->addAction(widgets::icon(QStringLiteral("save")), tr("Export animation…"));
    animation_->setToolTip(tr("Write the map and the surface after each task as pictures, and as films where ffmpeg is there"));
    for (QAction* action : {data_, animation_})
        time->widgetForAction(action)->setFocusPolicy(Qt::StrongFocus);  // there is no other way to them
    connect(animation_, &QAction::triggered, this, &LandscapeWorkspace::animationRequested);
    addToolBar(Qt::BottomToolBarArea, time);
}

QDockWidget* LandscapeWorkspace::addPlot(const char* id, widgets::PlotFrame* plot)
{
    connect(plot, &widgets::PlotFrame::problem, this, &LandscapeWorkspace::problem);
    return makePanel(this, QLatin1String(id), plot->title(), plot, PanelTitle::InContent);
}

void LandscapeWorkspace::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    Q_EMIT appeared();
}

void LandscapeWorkspace::link()
{
    connect(bar_, &widgets::ShowingBar::showingChanged, this, &LandscapeWorkspace::show);
    const auto toScene = [this](std::optional<QPointF> place) {
        scene_->setLinkedCursor(place ? std::optional(onPlane(*place)) : std::nullopt);
    };
    connect(map_, &LandscapeMap::hovered, this, toScene);
    connect(multiples_, &LandscapeMultiples::hovered, this, toScene);
    connect(scene_, &LandscapeScene::hovered, this, [this](const std::optional<widgets::Place>& place) {
        map_->setLinkedCursor(mapPlace(place));
        multiples_->setLinkedCursor(mapPlace(place));
    });
    connect(scene_, &LandscapeScene::layerChanged, this, &LandscapeWorkspace::showPlane);
    connect(bar_, &widgets::ShowingBar::smallMultiplesChanged, this, &LandscapeWorkspace::showFlat);
    connect(multiples_, &LandscapeMultiples::taskSelected, this, &LandscapeWorkspace::taskSelected);
    connect(line_, &widgets::LinePlot::taskSelected, this, &LandscapeWorkspace::taskSelected);
    connect(this, &LandscapeWorkspace::taskSelected, this, &LandscapeWorkspace::selectTask);
    connect(map_, &LandscapeMap::picked, this, [this](QPointF place) { pick(onPlane(place)); });
    connect(scene_, &LandscapeScene::picked, this, &LandscapeWorkspace::pick);
    connect(map_, &LandscapeMap::anchorPicked, this,
            [this](int anchor) { pick(plane_->anchors[static_cast<std::size_t>(anchor)].place); });
    connect(map_, &LandscapeMap::pinMoved, this,
            [this](int pin, QPointF place) { Q_EMIT memberMoved(pinned_.at(static_cast<std::size_t>(pin)), onPlane(place)); });
    connect(map_, &LandscapeMap::brushed, this, &LandscapeWorkspace::brushed);
    connect(slider_, &widgets::TaskSlider::taskChosen, this, &LandscapeWorkspace::showTask);
    connect(slider_, &widgets::TaskSlider::playBegun, this, &LandscapeWorkspace::compareMoments);
}

void LandscapeWorkspace::showFlat()
{
    flat_->setCurrentWidget(grid_ && grid_->dimensions() == 1 ? static_cast<QWidget*>(line_)
                            : bar_->smallMultiples()          ? static_cast<QWidget*>(multiples_)
                                                              : map_);
}

void LandscapeWorkspace::showTask(int task)
{
    upTo_ = task < reached_ ? task : 0;
    show(bar_->showing());
}

/// What is seen one after the other is compared, so the colours must not change their meaning; the bar says so.
void LandscapeWorkspace::compareMoments()
{
    GridShowing showing = bar_->showing();
    showing.span = GridShowing::Span::AllTasks;
    bar_->setShowing(showing);
    show(bar_->showing());
}

void LandscapeWorkspace::allowExports()
{
    const bool there = grid_ && !grid_->tasks.empty();
    data_->setEnabled(there && grid_->dimensions() > 1);
    animation_->setEnabled(there && grid_->dimensions() == 2 && reached_ > 1);
}

void LandscapeWorkspace::exportAnimation(const QString& folder)
{
    animation_->setEnabled(false);
    compareMoments();
    const auto showAfter = [this](int task) {
        slider_->setTask(task);
        showTask(task);
    };
    auto* animation =
        new Animation({{map_, QStringLiteral("map")}, {scene_, QStringLiteral("surface")}}, showAfter, reached_, folder, this);
    connect(animation, &Animation::problem, this, &LandscapeWorkspace::problem);
    connect(animation, &Animation::ended, this, [this, animation](const QStringList& files) {
        animation->deleteLater();
        allowExports();
        Q_EMIT animationExported(files);
    });
    animation->start();
}

/// Of a tetrahedron the map shows the slice that the scene stands at.
void LandscapeWorkspace::showPlane()
{
    const bool solid = grid_ && grid_->dimensions() == 3;
    depth_ = solid ? grid_->axes[2].points[scene_->layer()] : 0.0;
    plane_ = solid ? std::make_shared<const engine::LandscapeGrid>(widgets::sliceOf(*grid_, scene_->layer()))
             : grid_ && grid_->dimensions() == 2 ? grid_
                                                 : nullptr;
    shareRange();
    map_->setGrid(plane_);
    multiples_->setGrid(plane_);
    setMembers(members_);
    setProbed(probed_);
}

/// All slices have the colours of the whole.
void LandscapeWorkspace::shareRange()
{
    const bool solid = grid_ && grid_->dimensions() == 3;
    GridShowing showing = bar_->showing();
    showing.upTo = upTo_;
    map_->setRange(solid ? std::optional(widgets::rangeOf(*grid_, showing)) : std::nullopt);
    multiples_->setRange(solid ? std::optional(widgets::rangeOfTasks(*grid_, showing)) : std::nullopt);
}

bool LandscapeWorkspace::isOnPlane(const widgets::Place& place) const { return std::abs(place[2] - depth_) < 1e-6; }

std::optional<QPointF> LandscapeWorkspace::mapPlace(const std::optional<widgets::Place>& place) const
{
    return place && isOnPlane(*place) ? std::optional(QPointF((*place)[0], (*place)[1])) : std::nullopt;
}

void LandscapeWorkspace::pick(widgets::Place place)
{
    if (grid_ && grid_->dimensions() == 3)
        scene_->setLayer(widgets::layerAt(*grid_, place[2]));
    Q_EMIT picked(place);
}

void LandscapeWorkspace::show(const GridShowing& showing)
{
    GridShowing now = showing;
    now.upTo = upTo_;
    shareRange();
    map_->setShowing(now);
    multiples_->setShowing(now);
    scene_->setShowing(now);
    barriers_->setTask(showing.tasks == GridShowing::Tasks::One ? showing.task : 0);
    selectTask(selected_);
}

void LandscapeWorkspace::setGrid(const engine::LandscapeGridPtr& grid)
{
    // Tiles that arrive leave the points of a chart where they are, and what was probed there.
    const bool samePoints = grid && grid_ && grid->chart == grid_->chart && samePlaces(*grid, *grid_);
    grid_ = grid;
    const bool isLine = grid && grid->dimensions() == 1;
    showFlat();
    scene_->setGrid(grid);
    showPlane();
    line_->setLine(isLine && !grid->tasks.empty() ? std::make_shared<const engine::LandscapeLine>(engine::lineOf(*grid))
                                                  : nullptr);
    bar_->setGrid(grid);
    allowExports();
    if (!samePoints)
        probe_->setGrid(grid);
}

void LandscapeWorkspace::setTaskCount(int tasks)
{
    form_->setTaskCount(tasks);
    line_->setTaskCount(tasks);
    slider_->setTasks(tasks);
    showTask(slider_->task());
}

void LandscapeWorkspace::setReached(int task)
{
    reached_ = task;
    slider_->setReached(task);
    showTask(slider_->task());
    allowExports();
}

void LandscapeWorkspace::selectTask(int task)
{
    selected_ = task;
    map_->setSelectedTask(task);
    multiples_->setSelectedTask(task);
    const GridShowing& showing = bar_->showing();
    line_->setSelectedTask(task == 0 && showing.tasks == GridShowing::Tasks::One ? showing.task : task);
}

void LandscapeWorkspace::setMembers(const std::vector<widgets::Place>& members)
{
    members_ = members;
    pinned_.clear();
    QVector<widgets::MapPin> pins;
    for (std::size_t member = 0; member < members_.size(); ++member) {
        if (!isOnPlane(members_[member]))
            continue;
        pinned_.push_back(static_cast<int>(member));
        pins.append({tr("member %1").arg(member + 1), QPointF(members_[member][0], members_[member][1])});
    }
    map_->setPins(pins);
}

void LandscapeWorkspace::setProbed(const std::optional<widgets::Place>& place)
{
    probed_ = place;
    map_->setProbed(mapPlace(probed_));
}

void LandscapeWorkspace::resetLayout()
{
    for (QDockWidget* panel : panels_) {
        panel->setFloating(false);
        removeDockWidget(panel);
    }
    addDockWidget(Qt::LeftDockWidgetArea, panels_[0]);
    splitDockWidget(panels_[0], panels_[1], Qt::Horizontal);
    splitDockWidget(panels_[1], panels_[2], Qt::Horizontal);
    splitDockWidget(panels_[2], panels_[3], Qt::Horizontal);
    tabifyDockWidget(panels_[3], panels_[4]);
    for (QDockWidget* panel : panels_)
        panel->show();
    panels_[3]->raise();
    widths_->give({{290, 420, 420, 300}});
}

void LandscapeWorkspace::restoreLayout(const QByteArray& state, int version)
{
    if (restoreState(state, version))
        widths_->forget();
}

QList<QAction*> LandscapeWorkspace::panelActions() const
{
    QList<QAction*> actions;
    for (const QDockWidget* panel : panels_)
        actions << panel->toggleViewAction();
    return actions;
}

}  // namespace isthmus::app
