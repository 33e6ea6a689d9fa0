#pragma once
#include "widgets/scene3d/orbit_camera.h"
#include "widgets/scene3d/scene_model.h"
#include "widgets/scene3d/scene_renderer.h"

#include <QWidget>

#include <memory>

class QTimer;
class QVariantAnimation;

namespace isthmus::widgets {

class SceneGestures;

/// The canvas that a scene is shown on, and the camera that the mouse and the keys move (SceneGestures). Another thread draws
/// (SceneRenderer), and only when something has changed; meanwhile the picture before stays, with its words.
class SceneCanvas final : public QWidget {
    Q_OBJECT

public:
    explicit SceneCanvas(QWidget* parent = nullptr);

    /// The camera stays unless the box has another shape. Null: nothing is shown.
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

    /// The scene as it is now, without words, with so many pixels for one of the canvas. Waits for it.
    QImage picture(double pixelRatio);
    /// The same for a file, with words that stay text.
    void drawPicture(QPainter& painter, double pixelRatio);

Q_SIGNALS:
    void pictureShown();                         ///< another one
    void pointed(std::optional<QPointF> pixel);  ///< the mouse rests there; nothing: it has left, or it drags
    void clicked(QPointF pixel);                 ///< pressed and released without a drag
    void menuAsked(QPoint globalPosition);
    void cameraMoved(const isthmus::widgets::CameraMove& move);  ///< by the mouse or the keys

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void follow(const SceneGestures* gestures);
    std::vector<QVector3D> outline() const;
    void adapt();
    void changed();
    void ask();
    SceneShot shot(double pixelRatio) const;
    void look(double azimuth, double elevation);
    void tell(const SceneView& from, const SceneView& to);

    SceneRenderer* renderer_;
    std::shared_ptr<const SceneModel> model_;
    std::optional<QVector3D> cursor_;
    SceneView view_;
    QSizeF seenOn_;                    ///< the canvas's size that the view is made for
    std::optional<SceneFrame> frame_;  ///< the picture that is shown
    QTimer* asking_;                   ///< one picture for all that changes in a turn
    QTimer* resting_;                  ///< runs until nothing has changed for a while
    bool moving_ = false;              ///< the picture asked for last is one of many
    int gesture_ = 0;
    QVariantAnimation* journey_;
    SceneView from_;
    SceneView to_;
};

}  // namespace isthmus::widgets
