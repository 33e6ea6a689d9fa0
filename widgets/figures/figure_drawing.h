#pragma once
#include "widgets/figures/figure_spec.h"
#include "widgets/scene3d/scene_picture.h"

#include <QRectF>

#include <memory>

class QPaintDevice;
class QTransform;

namespace isthmus::widgets {

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

private:
    class Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace isthmus::widgets
