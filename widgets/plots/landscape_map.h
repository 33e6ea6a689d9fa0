#pragma once
#include "widgets/landscape/grid_fill.h"
#include "widgets/landscape/grid_values.h"
#include "widgets/plots/map_contours.h"
#include "widgets/plots/map_marks.h"
#include "widgets/plots/plot_frame.h"

#include <memory>
#include <optional>

class QCPPainter;

namespace isthmus::widgets {

class MapCursor;
class MapGestures;
class MapView;
class PlotCanvas;

/// A plane of a loss landscape from above: colours, contour lines, the networks on it and the path through them.
///
/// The wheel zooms, dragging pans, a double click or Home shows everything; Shift and dragging mark a rectangle; the arrow
/// keys go from grid point to grid point, with Ctrl ten at a time, and Return picks.
class LandscapeMap final : public PlotFrame {
    Q_OBJECT

public:
    explicit LandscapeMap(QWidget* parent = nullptr);
    ~LandscapeMap() override;

    /// Null clears. A grid with the axes of the one before does not move the view.
    void setGrid(const engine::LandscapeGridPtr& grid);
    void setShowing(const GridShowing& showing);
    /// What the colours span, shared with other maps; nothing: what this grid's values span.
    void setRange(std::optional<ValueRange> range);
    /// Emphasises the task's networks, and reads its value beside the one shown; 0: none.
    void setSelectedTask(int task);
    /// A cross-hair where the cursor of another view is, in the grid's coordinates.
    void setLinkedCursor(std::optional<QPointF> place);
    /// Marks the place whose network is looked at, in the grid's coordinates.
    void setProbed(std::optional<QPointF> place);
    void setPins(const QVector<MapPin>& pins);
    const QVector<MapPin>& pins() const { return marks_.pins(); }
    /// For one of many small maps: the plane alone, without a frame, colour bar, axes and names, and it does not zoom.
    void setCompact(bool compact);
    /// Draws the map for a file, as large as it is shown.
    void drawInto(QCPPainter& painter);

    void resetView();
    QRectF shown() const;  ///< what the axes show; y grows from top() to bottom()
    ValueRange range() const { return colours_.range; }
    /// Where a place lies on canvas(), and back.
    QPointF canvasPoint(const QPointF& place) const;
    const std::vector<Contour>& contours() const { return contours_.contours(); }
    /// Where the values of contour lines, and the names of anchors and pins, were written on canvas().
    const QVector<QPolygonF>& contourLabelPlaces() const { return contours_.labelPlaces(); }
    QVector<QRectF> markLabelPlaces() const { return marks_.labelPlaces(); }
    std::optional<QPointF> linkedCursor() const;

    DataTable dataTable() const override;
    QString readoutAt(double x, double y) const override;
    QString definition() const override;

Q_SIGNALS:
    /// Where the mouse or the keys are, in the grid's coordinates; nothing: nowhere.
    void hovered(std::optional<QPointF> place);
    void picked(QPointF place);     ///< a click beside all anchors, or Return on a grid point
    void anchorPicked(int anchor);  ///< its number in the grid, from 0
    void anchorOpened(int anchor);  ///< a double click
    void activated();               ///< a click anywhere on it, or Return
    void brushed(QRectF part);
    void pinMoved(int pin, QPointF place);

protected:
    void drawPicture(QPaintDevice& device, bool vector) override;
    void restyle() override;

private:
    void followGestures();
    void setAxisLabels();
    void refresh();
    void refreshMarks();
    void showPlace(std::optional<QPointF> place);
    void step(int columns, int rows);
    void click(const QPointF& pixel);
    void dragPin(int pin, const QPointF& pixel);
    const std::vector<double>& xs() const { return grid_->axes[0].points; }
    const std::vector<double>& ys() const { return grid_->axes[1].points; }

    PlotCanvas* plot_;
    MapView* view_;
    MapPicture picture_;
    MapMarks marks_;
    MapContours contours_;
    std::unique_ptr<MapCursor> cursor_;
    MapGestures* gestures_;

    engine::LandscapeGridPtr grid_;
    GridLayer layer_;
    GridShowing showing_;
    MapColours colours_;
    std::optional<ValueRange> sharedRange_;
    std::optional<QPointF> place_;  ///< read now
    int selectedTask_ = 0;
    bool compact_ = false;
};

}  // namespace isthmus::widgets
