#include "widgets/scene3d/scene_renderer.h"

#include "widgets/scene3d/opengl_check.h"
#include "widgets/scene3d/scene_drawing.h"

#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QOpenGLFunctions>

#include <algorithm>
#include <sys/resource.h>
#include <utility>

namespace isthmus::widgets {

namespace {

constexpr int drawingLevels = 5;  // of priority

}  // namespace

/// What is drawn on, in the context that is current.
class SceneRenderer::Canvas {
public:
    Canvas()
    {
        drawing_.start();
        QOpenGLContext::currentContext()->functions()->glGetIntegerv(GL_MAX_TEXTURE_SIZE, &longest_);
    }

    ~Canvas() { drawing_.stop(); }

    QImage draw(const SceneShot& shot)
    {
        show(shot);
        const QSizeF size = shot.projection.canvas();
        const double ratio = std::min(shot.pixelRatio, longest_ / std::max(size.width(), size.height()));
        const QSize pixels = (size * ratio).toSize().expandedTo(QSize(1, 1));
        if (!target_ || target_->size() != pixels)
            target_.emplace(pixels, QOpenGLFramebufferObject::CombinedDepthStencil);
        target_->bind();
        drawing_.render(shot.projection, pixels, ratio, !(shot.moving && drawing_.isSlow()));
        QImage image = target_->toImage();
        image.reinterpretAsFormat(QImage::Format_RGB32);  // nothing of it is transparent
        image.setDevicePixelRatio(ratio);
        return image;
    }

private:
    void show(const SceneShot& shot)
    {
        if (scheme_ != shot.scheme)
            drawing_.restyle(shot.scheme);
        scheme_ = shot.scheme;
        if (model_ != shot.model)
            drawing_.setModel(*shot.model);
        model_ = shot.model;
        drawing_.setCursor(shot.cursor);
    }

    SceneDrawing drawing_;
    std::shared_ptr<const SceneModel> model_;  ///< shown now
    std::optional<Scheme> scheme_;
    std::optional<QOpenGLFramebufferObject> target_;
    GLint longest_ = 0;  ///< side of a picture
};

SceneRenderer::SceneRenderer(QObject* parent) : QObject(parent) {}

SceneRenderer::~SceneRenderer() = default;

void SceneRenderer::draw(SceneShot shot)
{
    start();
    const std::scoped_lock lock(mutex_);
    wanted_ = Order{std::move(shot)};
    changed_.notify_all();
}

QImage SceneRenderer::drawNow(SceneShot shot)
{
    start();
    std::promise<QImage> waiting;
    {
        const std::scoped_lock lock(mutex_);
        urgent_ = Order{std::move(shot), &waiting};
        changed_.notify_all();
    }
    return waiting.get_future().get();
}

void SceneRenderer::start()
{
    if (surface_)
        return;
    surface_ = std::make_unique<QOffscreenSurface>();
    surface_->setFormat(sceneFormat());
    surface_->create();
    thread_ = std::jthread([this](std::stop_token stop) { work(std::move(stop)); });
}

void SceneRenderer::work(std::stop_token stop)
{
    // Behind the window's thread, as Linux has it, and before work of lower priority still.
    setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + drawingLevels);
    QOpenGLContext context;
    context.setFormat(sceneFormat());
    std::optional<Canvas> canvas;
    if (context.create() && context.makeCurrent(surface_.get()))
        canvas.emplace();
    else
        qWarning("the surface cannot be drawn: OpenGL offers no context to a second thread");
    while (std::optional<Order> order = next(stop)) {
        QImage image = canvas ? canvas->draw(order->shot) : QImage();
        answer(std::move(*order), std::move(image));
    }
}

std::optional<SceneRenderer::Order> SceneRenderer::next(std::stop_token stop)
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, stop, [this] { return wanted_ || urgent_; });
    if (stop.stop_requested())
        return std::nullopt;
    return std::exchange(urgent_ ? urgent_ : wanted_, std::nullopt);
}

void SceneRenderer::answer(Order order, QImage image)
{
    if (order.waiting)
        order.waiting->set_value(std::move(image));
    else
        QMetaObject::invokeMethod(
            this, [this, frame = SceneFrame{std::move(order.shot), std::move(image)}] { Q_EMIT drawn(frame); },
            Qt::QueuedConnection);
}

}  // namespace isthmus::widgets
