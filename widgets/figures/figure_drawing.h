#pragma once
#include "widgets/figures/figure_spec.h"
#include "widgets/scene3d/scene_picture.h"

#include <QRectF>

#include <memory>
#include <optional>

class QPaintDevice;
class QTransform;

namespace isthmus::widgets {

/// An axis of a panel as it is drawn.
struct AxisPlace {
    double low = 0.0, high = 1.0;
    QList<double> ticks;
    bool labelled = true;  ///< its ticks; not where panels share it
    QString title;
};

/// Where a panel stands, in points from the figure's upper left corner.
struct PanelPlace {
    QRectF axes;   ///< what lies between them
    QRectF whole;  ///< labels included
    QString letter;
    AxisPlace x, y;
};

struct LegendPlace {
    QRectF rect;
    int columns = 1;
};

/// A figure laid out at its true size: axes, curves, fields, letters and one legend. GUI thread only.
class FigureDrawing {
public:
    /// `panels`: what each panel of the figure shows; a table has no picture. Throws engine::Error(BadInput) when the figure has
    /// nothing that can be drawn, or no room for it.
    FigureDrawing(const FigureSpec& figure, const std::vector<PanelData>& panels);
    ~FigureDrawing();

    QSizeF size() const;  ///< points
    /// Draws it; `fromPoints` maps points of the figure to the device's coordinates. `scenes` has the pictures of its surfaces,
    /// for which it is asked in the order of the panels.
    void paint(QPaintDevice& device, const QTransform& fromPoints, const ScenePainter& scenes = scenePicture) const;

    /// Where each panel is, axes and labels included, in points.
    std::vector<QRectF> panelPlaces() const;
    /// Everything that another program needs to draw the panels in the same places.
    std::vector<PanelPlace> layout() const;
    std::optional<LegendPlace> legend() const;

private:
    class Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace isthmus::widgets
