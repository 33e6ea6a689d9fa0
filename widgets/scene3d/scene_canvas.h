#pragma once
#include "widgets/scene3d/orbit_camera.h"
#include "widgets/scene3d/scene_model.h"

#include <QOpenGLWidget>

#include <memory>

class QTimer;
class QVariantAnimation;

namespace isthmus::widgets {

class SceneDrawing;
class SceneGestures;

/// The canvas that a scene is drawn on, and the camera that the mouse and the keys move (SceneGestures).
/// It is drawn only when something has changed.
class SceneCanvas final : public QOpenGLWidget {
    Q_OBJECT

public:
    explicit SceneCanvas(QWidget* parent = nullptr);
    ~SceneCanvas() override;

    /// The camera stays unless the box has another shape.
    void setModel(std::shared_ptr<const SceneModel> model);
    void setCursorPlace(std::optional<QVector3D> place);
    void restyle();

    SceneView view() const { return view_; }
    void setView(const SceneView& view);
    /// Gets there in a quarter of a second, at once where the style has no animations.
    void moveTo(const SceneView& view);
    /// The view that shows on this canvas what another did on one of that size.
    SceneView resized(const SceneView& view, QSizeF canvas) const;
    /// The same direction from where the whole box is seen.
    SceneView fitted(SceneView view) const;
    SceneProjection projection() const;
    /// It shows the scene; before, the shaders of its parts are compiled, some in each turn.
    bool isReady() const { return warm_; }

    /// Draws the picture for a file with so many pixels for one of the canvas; the words stay text.
    void drawPicture(QPainter& painter, double pixelRatio);

Q_SIGNALS:
    void pointed(std::optional<QPointF> pixel);  ///< the mouse rests there; nothing: it has left, or it drags
    void clicked(QPointF pixel);                 ///< pressed and released without a drag
    void menuAsked(QPoint globalPosition);
    void cameraMoved(const isthmus::widgets::CameraMove& move);  ///< by the mouse or the keys

protected:
    void initializeGL() override;
    void paintGL() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class Labels;

    void warmUp();
    void follow(const SceneGestures* gestures);
    std::vector<QVector3D> outline() const;
    void adapt();
    void changed();
    void release();
    void look(double azimuth, double elevation);
    void tell(const SceneView& from, const SceneView& to);

    std::unique_ptr<SceneDrawing> drawing_;
    std::shared_ptr<const SceneModel> model_;
    SceneView view_;
    QSizeF seenOn_;  ///< the canvas's size that the view is made for
    bool resizing_ = false;
    bool warm_ = false;   ///< what is to be drawn has been drawn once in this context
    bool blank_ = false;  ///< what is painted now
    int gesture_ = 0;
    QVariantAnimation* journey_;
    SceneView from_;
    SceneView to_;
    QTimer* warming_;  ///< runs until it is warm
    QTimer* resting_;  ///< runs until nothing has changed for a while
    Labels* labels_;
};

}  // namespace isthmus::widgets
