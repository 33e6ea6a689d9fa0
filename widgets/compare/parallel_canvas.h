#pragma once
#include "widgets/compare/parallel_axes.h"

#include <QWidget>

#include <optional>

namespace isthmus::widgets {

/// Upright axes with a line for every run. Dragging along an axis brushes it: only lines through all brushed parts stay
/// bright. A click on an axis clears its brush. Left and Right choose an axis, Up and Down brush its values one after another,
/// Delete clears it, Escape clears all.
class ParallelCanvas final : public QWidget {
    Q_OBJECT

public:
    explicit ParallelCanvas(QWidget* parent = nullptr);

    /// `sets`: [run] which set's colour it has.
    void setAxes(std::vector<ParallelAxis> axes, std::vector<int> sets);
    void setSelectedSet(int set);  ///< -1: none

    bool isBright(int run) const;
    /// From `low` to `high` in shares of the height; nothing clears it.
    void brush(int axis, std::optional<std::pair<double, double>> part);
    /// The values on an axis that the bright runs have, each once.
    QStringList brightValues(int axis) const;
    int currentAxis() const { return current_; }
    /// Where a share of an axis lies, in pixels.
    QPointF placeOn(int axis, double share) const;

    void draw(QPainter& painter) const;

Q_SIGNALS:
    void hovered(int run);  ///< -1: none near
    void clicked(int run);
    void brushed();
    void keyed(int axis);  ///< a key has gone to this axis, or kept values of it

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    using Part = std::optional<std::pair<double, double>>;

    QRectF area() const;
    double shareAt(double y) const;
    int axisNear(const QPointF& place) const;
    int runNear(const QPointF& place) const;
    void stepBrush(int direction);
    void drawAxis(QPainter& painter, int axis) const;
    void drawRun(QPainter& painter, int run) const;

    std::vector<ParallelAxis> axes_;
    std::vector<Part> brushes_;
    std::vector<int> sets_;
    int current_ = -1;   ///< axis that the keys act on
    int dragged_ = -1;   ///< axis
    double from_ = 0.0;  ///< where the drag began
    int near_ = -1;      ///< run
    int selected_ = -1;  ///< set
};

}  // namespace isthmus::widgets
