#pragma once
#include "widgets/landscape/grid_values.h"
#include "widgets/plots/plot_frame.h"

#include <QPointF>
#include <QVector>

#include <optional>

class QTimer;

namespace isthmus::widgets {

class LandscapeMap;
class MapTiles;

/// Small multiples of a plane of a loss landscape: a small map for every task on one common scale, with one cursor in all.
class LandscapeMultiples final : public PlotFrame {
    Q_OBJECT

public:
    explicit LandscapeMultiples(QWidget* parent = nullptr);
    ~LandscapeMultiples() override;

    /// Null clears. Cheap: the maps are drawn one after the other when there is nothing else to do, and only while they are
    /// seen.
    void setGrid(const engine::LandscapeGridPtr& grid);
    /// Which task it asks for does not matter: every map shows its own.
    void setShowing(const GridShowing& showing);
    /// What the colours span; nothing: the values of all tasks.
    void setRange(std::optional<ValueRange> range);
    void setSelectedTask(int task);  ///< 0: none
    int selectedTask() const { return selected_; }
    /// A cross-hair in every map where the cursor of another view is, in the grid's coordinates.
    void setLinkedCursor(std::optional<QPointF> place);

    const QVector<int>& tasks() const;
    ValueRange range() const;
    LandscapeMap* map(int task) const;  ///< null for a task that the grid lacks

    DataTable dataTable() const override;
    /// Of the task whose map the mouse is on, else of the selected one.
    QString readoutAt(double x, double y) const override;
    QString definition() const override;

    QSize sizeHint() const override { return {640, 400}; }

Q_SIGNALS:
    /// The user clicked on a task's map or caption, or (0) on the selected one's again.
    void taskSelected(int task);
    /// Where the mouse or the keys are, in the grid's coordinates; nothing: nowhere.
    void hovered(std::optional<QPointF> place);

protected:
    void drawPicture(QPaintDevice& device, bool vector) override;
    void restyle() override;
    void showEvent(QShowEvent* event) override;

private:
    void outdate();
    void drawNext();
    void showPlace(int task, std::optional<QPointF> place);
    GridShowing showingOf(int task) const;

    MapTiles* tiles_;
    QTimer* drawing_;
    QVector<int> outdated_;  ///< tasks whose maps have to be drawn again
    engine::LandscapeGridPtr grid_;
    GridShowing showing_;
    std::optional<ValueRange> range_;
    int selected_ = 0;
    int pointed_ = 0;  ///< the task whose map the mouse is on
};

}  // namespace isthmus::widgets
