#include "widgets/plots/map_gestures.h"

#include "widgets/plots/cursor_keys.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <QWidget>

#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr double closer = 0.8;
constexpr int farStep = 10;  ///< grid points, with Ctrl
constexpr int wholeRow = 1 << 20;

}  // namespace

MapGestures::MapGestures(QWidget& canvas, std::function<int(const QPointF&)> pinAt, QObject* parent)
    : QObject(parent), canvas_(canvas), pinAt_(std::move(pinAt))
{
    canvas.setMouseTracking(true);
    canvas.installEventFilter(this);
}

bool MapGestures::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return pressed(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove:
        moved(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonRelease:
        released(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        if (static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton) {
            doubleClick_ = true;
            Q_EMIT doubleClicked(static_cast<QMouseEvent*>(event)->position());
        }
        return true;
    case QEvent::Wheel: {
        const auto* wheel = static_cast<QWheelEvent*>(event);
        if (still_) {
            event->ignore();
            return true;
        }
        Q_EMIT zoomed(std::pow(closer, wheel->angleDelta().y() / 120.0), wheel->position());
        return true;
    }
    case QEvent::Leave:
        Q_EMIT hovered(std::nullopt);
        return false;
    case QEvent::KeyPress:
        return keyPressed(*static_cast<QKeyEvent*>(event));
    default:
        return QObject::eventFilter(watched, event);
    }
}

bool MapGestures::pressed(const QMouseEvent& event)
{
    if (event.button() != Qt::LeftButton)
        return false;
    canvas_.setFocus(Qt::MouseFocusReason);
    doubleClick_ = false;
    pressedAt_ = last_ = event.position();
    pin_ = pinAt_(pressedAt_);
    drag_ = Drag::Undecided;
    return true;
}

void MapGestures::moved(const QMouseEvent& event)
{
    const QPointF at = event.position();
    if (drag_ == Drag::None) {
        canvas_.setCursor(pinAt_(at) >= 0 ? Qt::SizeAllCursor : Qt::ArrowCursor);
        Q_EMIT hovered(at);
        return;
    }
    if (drag_ == Drag::Undecided && (at - pressedAt_).manhattanLength() >= QApplication::startDragDistance())
        drag_ = pin_ >= 0 ? Drag::Pin : still_ ? Drag::Nothing : event.modifiers() & Qt::ShiftModifier ? Drag::Brush : Drag::Pan;
    if (drag_ == Drag::Pin)
        Q_EMIT pinDragged(pin_, at);
    else if (drag_ == Drag::Brush)
        Q_EMIT brushing(QRectF(pressedAt_, at).normalized());
    else if (drag_ == Drag::Pan)
        Q_EMIT panned(at - last_);
    if (drag_ != Drag::Undecided)
        last_ = at;
}

void MapGestures::released(const QMouseEvent& event)
{
    if (event.button() != Qt::LeftButton)
        return;
    const Drag ended = std::exchange(drag_, Drag::None);
    if (ended == Drag::Undecided && !doubleClick_)
        Q_EMIT clicked(event.position());
    if (ended == Drag::Brush) {
        Q_EMIT brushing(std::nullopt);
        Q_EMIT brushed(QRectF(pressedAt_, event.position()).normalized());
    }
}

bool MapGestures::keyPressed(const QKeyEvent& event)
{
    if (const auto move = cursorMove(event)) {
        const int step = move->toEnd ? wholeRow : move->far ? farStep : 1;
        Q_EMIT stepped(step * move->along, -step * move->across);
        return true;
    }
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        Q_EMIT accepted();
        return true;
    default:
        return !still_ && viewKeyPressed(event.key());
    }
}

bool MapGestures::viewKeyPressed(int key)
{
    switch (key) {
    case Qt::Key_Plus:
        Q_EMIT keyZoomed(closer);
        return true;
    case Qt::Key_Minus:
        Q_EMIT keyZoomed(1.0 / closer);
        return true;
    case Qt::Key_0:
        Q_EMIT resetWanted();
        return true;
    case Qt::Key_Escape:
        if (drag_ != Drag::Brush)
            return false;
        drag_ = Drag::None;
        Q_EMIT brushing(std::nullopt);
        return true;
    default:
        return false;
    }
}

}  // namespace isthmus::widgets
