#pragma once
#include <QRectF>

#include <optional>

class QCustomPlot;

namespace isthmus::widgets {

/// What follows the mouse over a map, and where it was clicked. It has a buffer of its own, so that moving the mouse does not
/// redraw the map.
class MapCursor {
public:
    /// Lives as long as the plot, which owns what is drawn.
    explicit MapCursor(QCustomPlot& plot);

    void setPoint(std::optional<QRectF> cell);     ///< the grid point read, as the cell around it
    void setLinked(std::optional<QPointF> place);  ///< where another view's cursor is: a cross-hair
    void setProbed(std::optional<QPointF> place);  ///< the place that was picked: a ring with a hair on each side
    /// For a small map, which lines across all of it would cover: a small cross.
    void setSmall(bool isSmall);
    void setBrush(std::optional<QRectF> rectangle);  ///< being drawn
    std::optional<QPointF> linked() const;
    void setVisible(bool visible);

private:
    class Item;
    template <typename Value>
    void change(Value& shown, const Value& wanted);

    QCustomPlot& plot_;
    Item* item_;
};

}  // namespace isthmus::widgets
