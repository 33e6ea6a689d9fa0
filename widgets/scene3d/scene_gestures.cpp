#include "widgets/scene3d/scene_gestures.h"

#include <QGuiApplication>
#include <QMouseEvent>
#include <QStyleHints>
#include <QTimer>
#include <QtMath>
#include <QWheelEvent>
#include <QWidget>

#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr int frameTime = 16;       // milliseconds
constexpr double keyPixels = 12.5;  // a press of an arrow turns as far as such a drag: 5 degrees
constexpr double zoomStep = 1.15;

}  // namespace

SceneGestures::SceneGestures(QWidget& canvas, QObject* parent) : QObject(parent), pointing_(new QTimer(this))
{
    canvas.setMouseTracking(true);
    canvas.installEventFilter(this);
    pointing_->setSingleShot(true);
    pointing_->setInterval(frameTime);
    connect(pointing_, &QTimer::timeout, this, [this] { Q_EMIT pointed(mouse_); });
}

bool SceneGestures::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        press(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseMove:
        move(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonRelease:
        release(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        dragging_ = true;  // its release is no click
        begin(Kind::None);
        if (static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton)
            Q_EMIT resetWanted();
        return true;
    case QEvent::Wheel: {
        constexpr double notch = 120.0;
        begin(Kind::Wheel);
        Q_EMIT zoomed(std::pow(zoomStep, static_cast<QWheelEvent*>(event)->angleDelta().y() / notch));
        return true;
    }
    case QEvent::KeyPress:
        return pressKey(static_cast<QKeyEvent*>(event)->key());
    case QEvent::Leave:
        pointing_->stop();
        Q_EMIT pointed(std::nullopt);
        return false;
    default:
        return QObject::eventFilter(watched, event);
    }
}

void SceneGestures::press(const QMouseEvent& event)
{
    mouse_ = pressedAt_ = event.position();
    dragging_ = false;
    Q_EMIT pressed();
}

void SceneGestures::move(const QMouseEvent& event)
{
    const QPointF moved = event.position() - mouse_;
    if (event.buttons() == Qt::NoButton) {
        if (kind_ == Kind::Wheel)
            kind_ = Kind::None;
        mouse_ = event.position();
        if (!pointing_->isActive())
            pointing_->start();
        return;
    }
    const int least = QGuiApplication::styleHints()->startDragDistance();
    if (!dragging_ && (event.position() - pressedAt_).manhattanLength() < least)
        return;
    if (!dragging_) {
        dragging_ = true;
        begin(Kind::Drag);
        pointing_->stop();
        Q_EMIT pointed(std::nullopt);
    }
    mouse_ = event.position();
    if (event.buttons() == Qt::LeftButton && !event.modifiers().testFlag(Qt::ShiftModifier))
        Q_EMIT orbited(moved);
    else
        Q_EMIT panned(moved);
}

void SceneGestures::release(const QMouseEvent& event)
{
    if (!dragging_ && event.button() == Qt::LeftButton)
        Q_EMIT clicked(event.position());
    if (!dragging_ && event.button() == Qt::RightButton)
        Q_EMIT menuAsked(event.globalPosition().toPoint());
    if (event.buttons() == Qt::NoButton)
        dragging_ = false;
}

/// A drag is told once; single keys and double clicks continue nothing.
void SceneGestures::begin(Kind kind)
{
    if (kind == Kind::None || kind == Kind::Drag || kind != kind_)
        Q_EMIT begun();
    kind_ = kind;
}

bool SceneGestures::pressKey(int key)
{
    const bool turns = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    const bool zooms = key == Qt::Key_Plus || key == Qt::Key_Equal || key == Qt::Key_Minus;
    begin(turns ? Kind::Turn : zooms ? Kind::Zoom : Kind::None);
    switch (key) {
    case Qt::Key_1:
        Q_EMIT lookWanted(0.0, 90.0);
        return true;
    case Qt::Key_2:
        Q_EMIT lookWanted(0.0, 0.0);
        return true;
    case Qt::Key_3:
        Q_EMIT lookWanted(90.0, 0.0);
        return true;
    case Qt::Key_4:  // isometric
        Q_EMIT lookWanted(45.0, qRadiansToDegrees(std::atan(std::sqrt(0.5))));
        return true;
    case Qt::Key_R:
        Q_EMIT resetWanted();
        return true;
    case Qt::Key_P:
        Q_EMIT perspectiveToggled();
        return true;
    case Qt::Key_Left:
        Q_EMIT orbited({-keyPixels, 0.0});
        return true;
    case Qt::Key_Right:
        Q_EMIT orbited({keyPixels, 0.0});
        return true;
    case Qt::Key_Up:
        Q_EMIT orbited({0.0, -keyPixels});
        return true;
    case Qt::Key_Down:
        Q_EMIT orbited({0.0, keyPixels});
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        Q_EMIT zoomed(zoomStep);
        return true;
    case Qt::Key_Minus:
        Q_EMIT zoomed(1.0 / zoomStep);
        return true;
    default:
        return false;
    }
}

}  // namespace isthmus::widgets
