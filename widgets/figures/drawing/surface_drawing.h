#pragma once
#include "widgets/figures/drawing/field_look.h"
#include "widgets/figures/figure_style.h"
#include "widgets/scene3d/orbit_camera.h"
#include "widgets/scene3d/scene_model.h"
#include "widgets/scene3d/scene_picture.h"

class QCPAxisRect;

namespace isthmus::widgets {

/// Half a point, the unit of a surface's canvas, in the figure's units.
inline constexpr double canvasUnit = 0.5 * unitsPerPoint;
/// A font of the figure as it is on that canvas.
QFont canvasFont(QFont font);

/// A field as a surface, and from where it is seen. The unit of its canvas is half a point: what a pixel is on a screen.
struct FigureSurface {
    SceneModel model;
    SceneView view;
    double zoom = 1.0;  ///< 1: the whole box just fits

    /// Where it is on a canvas whose axes are written in `font`.
    SceneProjection on(QSizeF canvas, const QFont& font) const;
};

/// From a resolved panel with a field; `titles` of x, y and the values.
FigureSurface figureSurface(const PanelData& data, const engine::Json& options, const FieldLook& look,
                            const std::array<QString, 3>& titles);

/// The surface as a picture, as fine as the device is, in vector files with `pictureDots` of the style an inch; the axes, their
/// words and the names of anchors are vectors above it. `scenes` is asked for the picture whenever it is drawn.
void drawSurface(QCPAxisRect& rect, const FigureSurface& surface, const FigureStyle& style, const ScenePainter& scenes);

}  // namespace isthmus::widgets
