#pragma once
#include "engine/results/barrier_table.h"
#include "engine/results/landscape_grid.h"
#include "engine/results/point_probe.h"
#include "widgets/landscape/grid_places.h"
#include "widgets/landscape/grid_values.h"

#include <QMainWindow>
#include <QPointF>

#include <optional>

class QAction;
class QStackedWidget;

namespace isthmus::engine {
struct OptionSection;
}

namespace isthmus::widgets {
class BarrierPlot;
class ChartForm;
class LandscapeMap;
class LandscapeMultiples;
class LandscapeScene;
class LinePlot;
class PlotFrame;
class ProbePanel;
class ShowingBar;
class TaskSlider;
}  // namespace isthmus::widgets

namespace isthmus::app {

class KeptWidths;

/// The views of a landscape as panels that can be moved, stacked and taken out of the window: one cursor, one scale and one
/// choice of tasks in all. Charts of one dimension are shown as curves, the others as a map and a surface.
class LandscapeWorkspace final : public QMainWindow {
    Q_OBJECT
public:
    explicit LandscapeWorkspace(const engine::OptionSection& charts, QWidget* parent = nullptr);

    widgets::ChartForm& form() { return *form_; }
    widgets::ProbePanel& probe() { return *probe_; }
    widgets::BarrierPlot& barriers() { return *barriers_; }
    widgets::LandscapeScene& scene() { return *scene_; }
    const engine::LandscapeGridPtr& grid() const { return grid_; }
    /// What the map shows: the grid, or a slice of one of three dimensions; null: nothing.
    const engine::LandscapeGridPtr& plane() const { return plane_; }
    /// A place on the map in the grid's coordinates.
    widgets::Place onPlane(QPointF place) const { return {place.x(), place.y(), depth_}; }

    void setGrid(const engine::LandscapeGridPtr& grid);  ///< null clears
    void setTaskCount(int tasks);                        ///< of the run
    void setReached(int task);                           ///< the last task that is learned
    void selectTask(int task);                           ///< 0: none
    /// Marks the network that is looked at.
    void setProbed(const std::optional<widgets::Place>& place);
    /// Points of the chart that are members of an ensemble.
    void setMembers(const std::vector<widgets::Place>& members);

    /// Writes the map and the surface after each task as pictures, and as films where ffmpeg is there.
    void exportAnimation(const QString& folder);

    void resetLayout();
    void restoreLayout(const QByteArray& state, int version);
    QList<QAction*> panelActions() const;

Q_SIGNALS:
    void appeared();
    void taskSelected(int task);                 ///< by the user, in a map of its own or on a line; 0: none
    void picked(isthmus::widgets::Place place);  ///< in a map or a scene
    void memberMoved(int member, isthmus::widgets::Place place);
    void brushed(QRectF part);  ///< of the plane
    void dataRequested();       ///< a file for the grid is to be chosen
    void animationRequested();  ///< a folder is to be chosen
    void animationExported(const QStringList& files);
    void problem(const QString& message);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addTimeBar();
    QDockWidget* addPlot(const char* id, widgets::PlotFrame* plot);
    void link();
    void show(const widgets::GridShowing& showing);
    void showFlat();
    void showTask(int task);
    void compareMoments();
    void allowExports();
    void showPlane();
    void shareRange();
    bool isOnPlane(const widgets::Place& place) const;
    std::optional<QPointF> mapPlace(const std::optional<widgets::Place>& place) const;
    void pick(widgets::Place place);

    widgets::ChartForm* form_;
    widgets::ShowingBar* bar_;
    widgets::LandscapeMap* map_;
    widgets::LandscapeMultiples* multiples_;
    widgets::LinePlot* line_;
    widgets::LandscapeScene* scene_;
    widgets::ProbePanel* probe_;
    widgets::BarrierPlot* barriers_;
    widgets::TaskSlider* slider_;
    QAction* data_;
    QAction* animation_;
    QStackedWidget* flat_;  ///< the map, a small one for each task, or the line
    KeptWidths* widths_;    ///< chart, map, scene and what is seen of probe and barriers
    engine::LandscapeGridPtr grid_;
    engine::LandscapeGridPtr plane_;  ///< what of it the map shows
    double depth_ = 0.0;              ///< where on the third axis
    std::vector<widgets::Place> members_;
    std::vector<int> pinned_;  ///< members that the map shows
    std::optional<widgets::Place> probed_;
    int reached_ = 0;
    int selected_ = 0;            ///< task; 0: none
    int upTo_ = 0;                ///< task that the slider stands at; 0: the last one
    QList<QDockWidget*> panels_;  ///< chart, map, scene, probe, barriers
};

}  // namespace isthmus::app
