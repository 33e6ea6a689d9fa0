#pragma once
#include "widgets/landscape/grid_values.h"
#include "widgets/plots/plot_frame.h"
#include "widgets/scene3d/orbit_camera.h"
#include "widgets/scene3d/scene_model.h"

#include <QPointF>

#include <memory>
#include <optional>

class QTimer;

namespace isthmus::widgets {

class SceneCanvas;
class SliceBar;

/// A landscape in three dimensions: a surface whose height and colour are the value, with the anchors and the path of the
/// run on it; of a grid with a third axis, its points in a tetrahedron or a slice through them. Where OpenGL cannot be used, a
/// sentence says so.
class LandscapeScene : public PlotFrame {
    Q_OBJECT

public:
    explicit LandscapeScene(QWidget* parent = nullptr);

    engine::LandscapeGridPtr grid() const { return grid_; }
    GridShowing showing() const { return showing_; }
    ValueRange range() const;                                     ///< what heights and colours span now
    std::optional<Place> cursorPlace() const { return cursor_; }  ///< in the grid's coordinates

    SceneView view() const;
    void setView(const SceneView& view);
    /// Travels to the view that shows what another did on a canvas of that size.
    void travelTo(const SceneView& view, QSizeF canvas);

    /// What of the surface, of the slice or of the points is seen at a pixel of the canvas, in the grid's coordinates; nothing
    /// beside it and in holes.
    std::optional<Place> placeAt(QPointF pixel) const;
    /// Where on the canvas the surface over (x, y) is, or the place of a tetrahedron; nothing where there is none.
    std::optional<QPointF> canvasPoint(double x, double y, double z = 0.0) const;
    /// Of a tetrahedron, where the slice is, on its third axis.
    std::size_t layer() const;

    DataTable dataTable() const override;
    QString readoutAt(double x, double y) const override;
    QString definition() const override;

public Q_SLOTS:
    /// Null clears. Cheap: however often it is called, the picture is made once before it is drawn, and the camera stays.
    void setGrid(engine::LandscapeGridPtr grid);
    void setShowing(const GridShowing& showing);
    /// What heights and colours span; nothing: all of the values.
    void setRange(std::optional<ValueRange> range);
    /// Marks a place, in the grid's coordinates, that the cursor is on in another view.
    void setLinkedCursor(std::optional<isthmus::widgets::Place> place);
    void setLayer(std::size_t layer);

Q_SIGNALS:
    /// In the grid's coordinates; nothing: the mouse is beside all that is shown.
    void hovered(std::optional<isthmus::widgets::Place> place);
    void picked(isthmus::widgets::Place place);  ///< clicked at
    void layerChanged(std::size_t layer);        ///< another slice
    void cameraMoved(const isthmus::widgets::CameraMove& move);

protected:
    void drawPicture(QPaintDevice& device, bool vector) override;
    void restyle() override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void outdate();
    const SceneModel& model() const;
    void pointedAt(std::optional<QPointF> pixel);
    std::optional<QVector3D> inScene(const Place& place) const;
    void showCursor();
    QString readoutOf(const Place& place) const;
    void cut();
    void askForMenu(QPoint globalPosition);
    QString noteText() const;

    SceneCanvas* canvas_ = nullptr;  ///< null where OpenGL cannot be used
    SliceBar* slices_ = nullptr;     ///< the same
    engine::LandscapeGridPtr grid_;
    GridShowing showing_;
    std::optional<ValueRange> range_;
    std::optional<Place> cursor_;
    std::size_t layer_ = 0;                            ///< told last
    mutable std::shared_ptr<const SceneModel> model_;  ///< null: outdated
    QTimer* rebuilding_;
};

}  // namespace isthmus::widgets
