#pragma once
#include "widgets/scene3d/orbit_camera.h"
#include "widgets/scene3d/scene_model.h"
#include "widgets/theme/theme.h"

#include <QImage>
#include <QObject>

#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

class QOffscreenSurface;

namespace isthmus::widgets {

/// What a picture of a scene shows.
struct SceneShot {
    std::shared_ptr<const SceneModel> model;
    std::optional<QVector3D> cursor;
    SceneProjection projection;
    double pixelRatio = 1.0;  ///< pixels in one of the projection's
    Scheme scheme = Scheme::Light;
    bool moving = false;  ///< one of many: its edges may be rough
};

/// The picture, without words; null where OpenGL failed.
struct SceneFrame {
    SceneShot shot;
    QImage image;
};

/// Draws scenes in a thread and a context of OpenGL of its own: neither shaders that have to be compiled nor a processor that
/// has to draw keep the window waiting, and the window stays one without OpenGL, which would have to be put together by it
/// whenever a word in it changes. The destructor waits for the picture that is being drawn.
class SceneRenderer final : public QObject {
    Q_OBJECT

public:
    explicit SceneRenderer(QObject* parent = nullptr);
    ~SceneRenderer() override;

    /// `drawn` follows, unless another shot takes this one's place before.
    void draw(SceneShot shot);
    /// Waits for it.
    QImage drawNow(SceneShot shot);

Q_SIGNALS:
    void drawn(const isthmus::widgets::SceneFrame& frame);

private:
    class Canvas;
    struct Order {
        SceneShot shot;
        std::promise<QImage>* waiting = nullptr;
    };

    void start();
    void work(std::stop_token stop);
    std::optional<Order> next(std::stop_token stop);
    void answer(Order order, QImage image);

    std::unique_ptr<QOffscreenSurface> surface_;  ///< made by the window's thread, as Qt wants it
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<Order> wanted_;  // guarded by mutex_
    std::optional<Order> urgent_;  // guarded by mutex_
    std::jthread thread_;          // last: joined before the rest goes away
};

}  // namespace isthmus::widgets
