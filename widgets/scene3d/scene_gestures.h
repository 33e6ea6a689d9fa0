#pragma once
#include <QObject>
#include <QPointF>

#include <optional>

class QKeyEvent;
class QMouseEvent;
class QTimer;
class QWidget;

namespace isthmus::widgets {

/// What the mouse and the keys do in a scene, in the canvas's pixels: a drag orbits (with Shift, or another button, it pans),
/// the wheel zooms, a double click or R resets; 1 top, 2 front, 3 side, 4 isometric, P perspective, arrows turn.
class SceneGestures final : public QObject {
    Q_OBJECT

public:
    SceneGestures(QWidget& canvas, QObject* parent);

Q_SIGNALS:
    void pressed();                              ///< a button: what moves by itself stops
    void begun();                                ///< a gesture other than the one before: what follows is its doing
    void pointed(std::optional<QPointF> pixel);  ///< the mouse rests there; nothing: it has left, or it drags
    void clicked(QPointF pixel);                 ///< pressed and released without a drag
    void menuAsked(QPoint globalPosition);
    void orbited(QPointF pixels);  ///< since the last time
    void panned(QPointF pixels);
    void zoomed(double factor);                         ///< above 1: closer
    void lookWanted(double azimuth, double elevation);  ///< degrees
    void resetWanted();
    void perspectiveToggled();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    bool pressKey(int key);
    enum class Kind { None, Drag, Wheel, Turn, Zoom };
    void begin(Kind kind);

    QTimer* pointing_;  ///< one answer to the mouse per frame
    QPointF mouse_;
    QPointF pressedAt_;
    bool dragging_ = false;
    Kind kind_ = Kind::None;  ///< of the gesture that a further one like it continues
};

}  // namespace isthmus::widgets
