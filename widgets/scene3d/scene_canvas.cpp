#include "widgets/scene3d/scene_canvas.h"

#include "widgets/plots/plot_style.h"
#include "widgets/scene3d/scene_gestures.h"
#include "widgets/scene3d/scene_labels.h"

#include <QPainter>
#include <QStyle>
#include <QTimer>
#include <QVariantAnimation>

#include <algorithm>
#include <utility>

namespace isthmus::widgets {

namespace {

constexpr int journeyTime = 250;  // milliseconds
constexpr int restTime = 200;

}  // namespace

SceneCanvas::SceneCanvas(QWidget* parent)
    : QWidget(parent),
      renderer_(new SceneRenderer(this)),
      asking_(new QTimer(this)),
      resting_(new QTimer(this)),
      journey_(new QVariantAnimation(this))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    journey_->setStartValue(0.0);
    journey_->setEndValue(1.0);
    journey_->setDuration(journeyTime);
    journey_->setEasingCurve(QEasingCurve::InOutQuad);
    connect(journey_, &QVariantAnimation::valueChanged, this, [this](const QVariant& share) {
        adapt();
        setView(SceneView::between(from_, to_, share.toDouble()));
    });
    asking_->setSingleShot(true);
    connect(asking_, &QTimer::timeout, this, &SceneCanvas::ask);
    resting_->setSingleShot(true);
    resting_->setInterval(restTime);
    connect(resting_, &QTimer::timeout, this, [this] {
        if (std::exchange(moving_, false))
            ask();
    });
    connect(renderer_, &SceneRenderer::drawn, this, [this](const SceneFrame& frame) {
        frame_ = frame;
        update();
        Q_EMIT pictureShown();
    });
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

void SceneCanvas::setModel(std::shared_ptr<const SceneModel> model)
{
    const bool otherBox = model && (!model_ || !(model_->space == model->space));
    model_ = std::move(model);
    if (!model_) {
        frame_.reset();
        update();
        return;
    }
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
    if (place == cursor_)
        return;
    cursor_ = place;
    changed();
}

void SceneCanvas::restyle() { changed(); }

/// A change that comes alone is drawn at once as it will stay. Of several in a row, a processor that draws leaves the edges
/// rough, and draws once more when they are over.
void SceneCanvas::changed()
{
    if (!asking_->isActive()) {
        moving_ = resting_->isActive();
        asking_->start();
    }
    resting_->start();
}

void SceneCanvas::ask()
{
    if (model_ && isVisible() && !size().isEmpty())
        renderer_->draw(shot(devicePixelRatioF()));
}

SceneShot SceneCanvas::shot(double pixelRatio) const
{
    return {.model = model_,
            .cursor = cursor_,
            .projection = projection(),
            .pixelRatio = pixelRatio,
            .scheme = currentScheme(),
            .moving = moving_};
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

void SceneCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Panel));
    if (!frame_)
        return;
    if (frame_->shot.pixelRatio != devicePixelRatioF())  // on another screen
        changed();
    const QSizeF beyond = QSizeF(size()) - frame_->shot.projection.canvas();  // until the one of this size is there
    painter.translate(QPointF(beyond.width(), beyond.height()) / 2.0);
    painter.drawImage(QPointF(), frame_->image);
    painter.setFont(plotFont());
    paintSceneLabels(painter, *frame_->shot.model, frame_->shot.projection);
}

void SceneCanvas::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    adapt();
    changed();
}

void SceneCanvas::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    changed();
}

QImage SceneCanvas::picture(double pixelRatio)
{
    SceneShot now = shot(pixelRatio);
    now.moving = false;
    return model_ ? renderer_->drawNow(std::move(now)) : QImage();
}

void SceneCanvas::drawPicture(QPainter& painter, double pixelRatio)
{
    painter.drawImage(QRectF(rect()), picture(pixelRatio));
    painter.setFont(plotFont());
    if (model_)
        paintSceneLabels(painter, *model_, projection());
}

}  // namespace isthmus::widgets
