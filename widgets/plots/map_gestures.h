#pragma once
#include <QObject>
#include <QPointF>
#include <QRectF>

#include <functional>
#include <optional>

class QKeyEvent;
class QMouseEvent;
class QWidget;

namespace isthmus::widgets {

/// What the mouse and the keys do on a map, in the canvas's pixels. Dragging pans, with Shift it draws a rectangle, on a pin
/// it moves the pin; the wheel, + and − zoom.
class MapGestures final : public QObject {
    Q_OBJECT

public:
    /// `pinAt` names the pin under a pixel, −1 for none.
    MapGestures(QWidget& canvas, std::function<int(const QPointF&)> pinAt, QObject* parent);

    /// Only hovering, clicks and the keys that go from point to point: zooming is left to what the map lies in.
    void setStill(bool still) { still_ = still; }

Q_SIGNALS:
    void hovered(std::optional<QPointF> pixel);  ///< nothing: the mouse has left
    void clicked(QPointF pixel);
    void doubleClicked(QPointF pixel);
    void panned(QPointF pixels);                     ///< since the last time
    void zoomed(double factor, QPointF pixel);       ///< below 1: closer
    void brushing(std::optional<QRectF> rectangle);  ///< while it is drawn; nothing: given up or done
    void brushed(QRectF rectangle);
    void pinDragged(int pin, QPointF pixel);
    /// An arrow key, Home or End: the grid's columns and rows to move by, y upwards.
    void stepped(int columns, int rows);
    void accepted();  ///< Return, Enter or Space
    void keyZoomed(double factor);
    void resetWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Drag { None, Undecided, Nothing, Pan, Brush, Pin };

    bool pressed(const QMouseEvent& event);
    void moved(const QMouseEvent& event);
    void released(const QMouseEvent& event);
    bool keyPressed(const QKeyEvent& event);
    bool viewKeyPressed(int key);

    QWidget& canvas_;
    std::function<int(const QPointF&)> pinAt_;
    bool still_ = false;
    Drag drag_ = Drag::None;
    QPointF pressedAt_;
    QPointF last_;
    int pin_ = -1;
    bool doubleClick_ = false;  ///< the release that follows it is no click
};

}  // namespace isthmus::widgets
