#include "widgets/scene3d/scene_canvas.h"

#include "widgets/plots/plot_style.h"
#include "widgets/scene3d/opengl_check.h"
#include "widgets/scene3d/scene_drawing.h"
#include "widgets/scene3d/scene_gestures.h"
#include "widgets/scene3d/scene_labels.h"

#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QOpenGLFunctions>
#include <QPainter>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QStyle>
#include <QTimer>
#include <QVariantAnimation>

#include <algorithm>
#include <utility>

namespace isthmus::widgets {

namespace {

constexpr int journeyTime = 250;  // milliseconds
constexpr int restTime = 200;
constexpr int warmingPause = 5;  // for what else there is to do

}  // namespace

/// The words lie above what OpenGL draws, in the same text as all of the window's.
class SceneCanvas::Labels final : public QWidget {
public:
    explicit Labels(SceneCanvas* canvas) : QWidget(canvas), canvas_(canvas)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        if (!canvas_->model_)
            return;
        QPainter painter(this);
        painter.setFont(plotFont());
        paintSceneLabels(painter, *canvas_->model_, canvas_->projection());
    }

private:
    SceneCanvas* canvas_;
};

SceneCanvas::SceneCanvas(QWidget* parent)
    : QOpenGLWidget(parent),
      drawing_(std::make_unique<SceneDrawing>()),
      journey_(new QVariantAnimation(this)),
      warming_(new QTimer(this)),
      resting_(new QTimer(this)),
      labels_(new Labels(this))
{
    setFormat(sceneFormat());
    journey_->setStartValue(0.0);
    journey_->setEndValue(1.0);
    journey_->setDuration(journeyTime);
    journey_->setEasingCurve(QEasingCurve::InOutQuad);
    connect(journey_, &QVariantAnimation::valueChanged, this, [this](const QVariant& share) {
        adapt();
        setView(SceneView::between(from_, to_, share.toDouble()));
    });
    warming_->setInterval(warmingPause);
    connect(warming_, &QTimer::timeout, this, &SceneCanvas::warmUp);
    resting_->setSingleShot(true);
    resting_->setInterval(restTime);
    connect(resting_, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    view_ = fitted(view_);
    seenOn_ = size();
    follow(new SceneGestures(*this, this));
}

void SceneCanvas::follow(const SceneGestures* gestures)
{
    connect(gestures, &SceneGestures::pressed, journey_, &QVariantAnimation::stop);
    connect(gestures, &SceneGestures::begun, this, [this] { ++gesture_; });
    connect(gestures, &SceneGestures::pointed, this, &SceneCanvas::pointed);
    connect(gestures, &SceneGestures::clicked, this, &SceneCanvas::clicked);
    connect(gestures, &SceneGestures::menuAsked, this, &SceneCanvas::menuAsked);
    const auto turn = [this](const SceneView& view) {
        journey_->stop();
        const SceneView from = view_;
        setView(view);
        tell(from, view_);
    };
    connect(gestures, &SceneGestures::orbited, this, [this, turn](QPointF pixels) { turn(view_.orbited(pixels)); });
    connect(gestures, &SceneGestures::panned, this, [this, turn](QPointF pixels) { turn(view_.panned(pixels, height())); });
    connect(gestures, &SceneGestures::zoomed, this, [this, turn](double factor) { turn(view_.zoomed(factor)); });
    connect(gestures, &SceneGestures::lookWanted, this, &SceneCanvas::look);
    connect(gestures, &SceneGestures::resetWanted, this, [this] {
        const SceneView from = view_, to = fitted(SceneView());
        moveTo(to);
        tell(from, to);
    });
    connect(gestures, &SceneGestures::perspectiveToggled, this, [this, turn] {
        SceneView view = view_;
        view.parallel = !view.parallel;
        turn(view);
    });
}

SceneCanvas::~SceneCanvas()
{
    if (context())
        disconnect(context(), nullptr, this, nullptr);
    release();
}

void SceneCanvas::setModel(std::shared_ptr<const SceneModel> model)
{
    const bool otherBox = model && (!model_ || !(model_->space == model->space));
    model_ = std::move(model);
    if (!model_)
        return;
    drawing_->setModel(*model_);
    if (isValid() && !warm_)
        warming_->start();
    adapt();
    if (otherBox) {
        journey_->stop();
        view_.target = {};
        view_ = fitted(view_);
    }
    changed();
}

void SceneCanvas::setCursorPlace(std::optional<QVector3D> place)
{
    drawing_->setCursor(place);
    changed();
}

void SceneCanvas::restyle()
{
    drawing_->restyle();
    changed();
}

void SceneCanvas::changed()
{
    // A slow machine draws what moves with rough edges, and once more when it has come to rest.
    if (drawing_->isSlow())
        resting_->start();
    update();
    labels_->update();
}

std::vector<QVector3D> SceneCanvas::outline() const { return (model_ ? model_->space : SceneSpace()).outline(); }
SceneProjection SceneCanvas::projection() const { return {view_, size(), labelMargins(plotFont(), size())}; }

void SceneCanvas::setView(const SceneView& view)
{
    adapt();
    if (view == view_)
        return;
    view_ = view;
    changed();
}

SceneView SceneCanvas::fitted(SceneView view) const
{
    view.target = {};
    view.distance = SceneProjection::fittingDistance(view, outline(), size(), labelMargins(plotFont(), size()));
    return view;
}

SceneView SceneCanvas::resized(const SceneView& view, QSizeF canvas) const
{
    const auto fitting = [&](QSizeF on) {
        return SceneProjection::fittingDistance(view, outline(), on, labelMargins(plotFont(), on));
    };
    return canvas == QSizeF(size()) ? view : view.zoomed(fitting(canvas) / fitting(size()));
}

/// The scene takes the same part of the canvas as before. A canvas that is not seen gets its size without being told.
void SceneCanvas::adapt()
{
    const QSizeF before = std::exchange(seenOn_, QSizeF(size()));
    for (SceneView* view : {&view_, &from_, &to_})
        *view = resized(*view, before);
}

void SceneCanvas::moveTo(const SceneView& view)
{
    journey_->stop();
    adapt();
    if (!isVisible() || style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) <= 0) {
        setView(view);
        return;
    }
    from_ = view_;
    to_ = view;
    journey_->start();
}

void SceneCanvas::look(double azimuth, double elevation)
{
    SceneView view = view_;
    view.azimuth = azimuth;
    view.elevation = elevation;
    view.parallel = true;  // along the axes lengths can be compared, and the floor's ticks are those of the surface
    const SceneView from = view_, to = fitted(view);
    moveTo(to);
    tell(from, to);
}

void SceneCanvas::tell(const SceneView& from, const SceneView& to)
{
    if (!(from == to))
        Q_EMIT cameraMoved({from, to, size(), gesture_});
}

void SceneCanvas::initializeGL()
{
    drawing_->start();
    // Another window, another context.
    connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &SceneCanvas::release, Qt::DirectConnection);
    warm_ = false;
    if (model_)
        warming_->start();
}

/// A part a turn, so that the window answers meanwhile.
void SceneCanvas::warmUp()
{
    makeCurrent();
    QOpenGLFramebufferObject target(SceneDrawing::warmingSize, QOpenGLFramebufferObject::CombinedDepthStencil);
    target.bind();
    if (!drawing_->warmUp(projection(), devicePixelRatioF())) {
        warm_ = true;
        warming_->stop();
        changed();
    }
    target.release();
    doneCurrent();
}

void SceneCanvas::release()
{
    warming_->stop();
    if (!context())
        return;
    makeCurrent();
    drawing_->stop();
    doneCurrent();
}

void SceneCanvas::paintGL()
{
    if (blank_) {
        const QColor panel = color(Role::Panel);
        context()->functions()->glClearColor(panel.redF(), panel.greenF(), panel.blueF(), 1.0F);
        context()->functions()->glClear(GL_COLOR_BUFFER_BIT);
        return;
    }
    const double ratio = devicePixelRatioF();
    drawing_->render(projection(), (QSizeF(size()) * ratio).toSize(), ratio, !resting_->isActive());
}

/// Qt wants a picture with each new size, of which a tab that comes to the front has several: one is drawn when it is painted.
void SceneCanvas::paintEvent(QPaintEvent* event)
{
    if (resizing_)
        return;
    const QScopedValueRollback blank(blank_, !warm_);
    QOpenGLWidget::paintEvent(event);
}

void SceneCanvas::drawPicture(QPainter& painter, double pixelRatio)
{
    if (!isValid())
        grabFramebuffer();  // makes the context of a canvas that has not been shown
    QImage image;
    if (context()) {
        makeCurrent();
        GLint most = 0;
        context()->functions()->glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
        const double ratio = std::min(pixelRatio, static_cast<double>(most) / std::max(width(), height()));
        QOpenGLFramebufferObject target((QSizeF(size()) * ratio).toSize(), QOpenGLFramebufferObject::CombinedDepthStencil);
        target.bind();
        drawing_->render(projection(), target.size(), ratio, true);
        image = target.toImage().convertToFormat(QImage::Format_RGB32);
        target.release();
        doneCurrent();
        update();
    }
    painter.drawImage(QRectF(rect()), image);
    painter.setFont(plotFont());
    if (model_)
        paintSceneLabels(painter, *model_, projection());
}

void SceneCanvas::resizeEvent(QResizeEvent* event)
{
    {
        const QScopedValueRollback guard(resizing_, true);
        QOpenGLWidget::resizeEvent(event);
    }
    labels_->setGeometry(rect());
    adapt();
    changed();
}

}  // namespace isthmus::widgets
