#include "widgets/scene3d/scene_picture.h"

#include "widgets/scene3d/offscreen_gl.h"
#include "widgets/scene3d/scene_drawing.h"

namespace isthmus::widgets {

QString scenePictureProblem()
{
    static const QString problem = OffscreenGl(QSize(1, 1)).problem();
    return problem;
}

QImage scenePicture(const SceneModel& model, const SceneProjection& projection, double pixelRatio)
{
    const QSize pixels = (projection.canvas() * pixelRatio).toSize().expandedTo(QSize(1, 1));
    const OffscreenGl context(pixels);
    if (!context.problem().isEmpty())
        return {};
    SceneDrawing drawing;
    drawing.restyle(Scheme::Light);
    drawing.setModel(model);
    drawing.start();
    drawing.render(projection, pixels, pixelRatio, true);
    QImage image = context.image();
    drawing.stop();
    return image;
}

}  // namespace isthmus::widgets
