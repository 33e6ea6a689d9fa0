#pragma once
#include <QWidget>

#include <functional>

namespace isthmus::widgets {

/// A cell of a square table, row and column from 1; {0, 0} is none.
struct Cell {
    int row = 0;
    int column = 0;

    bool operator==(const Cell&) const = default;
    explicit operator bool() const { return row > 0; }
};

/// A square table of cells that follows the mouse and the arrow keys. Subclasses say how much room stands around the cells,
/// and draw them.
class CellCanvas : public QWidget {
    Q_OBJECT

public:
    int count() const { return count_; }  ///< rows, and as many columns
    Cell currentCell() const { return current_; }
    QRect cellRect(Cell cell) const;
    Cell cellAt(const QPoint& place) const;

    /// Shows by a frame of its own that it has the focus, where none around it does.
    void setFocusFramed(bool framed) { focusFramed_ = framed; }

    /// Draws everything, on whatever device.
    void draw(QPainter& painter) const;

Q_SIGNALS:
    /// The mouse or a key has moved to another cell.
    void currentChanged(isthmus::widgets::Cell cell);
    /// A click on the cell, or Return or Space on it.
    void picked(isthmus::widgets::Cell cell);

protected:
    struct ScaleMark {
        double share;  ///< of the bar's height, from below
        QString text;
    };

    explicit CellCanvas(QWidget* parent);

    void setCount(int count);
    void placeCells();
    QSize cellSize() const { return cell_; }
    QRect cellsRect() const;
    /// Right of the cells, beside the room for the scale's numbers.
    static constexpr int scaleRoom = 30;
    /// The colours from below to above, right of the cells.
    void drawScale(QPainter& painter, const std::function<QColor(double share)>& colourAt,
                   const std::vector<ScaleMark>& marks) const;

    virtual QMargins room() const = 0;
    virtual void drawCells(QPainter& painter) const = 0;

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void moveTo(Cell cell);
    void drawCurrent(QPainter& painter) const;

    bool focusFramed_ = false;
    int count_ = 0;
    Cell current_;
    QPoint origin_;  ///< of the first cell
    QSize cell_;
};

/// The metrics of what is written in and around cells.
QFontMetrics cellMetrics();
/// Whether row or column k gets a label where each has `room` and a label needs `needed` pixels.
bool isLabelled(int k, int room, int needed);
/// Thin diagonals: there is no value. Lines, because Qt's brush patterns come out differently in every kind of file.
void hatch(QPainter& painter, const QRect& area);

}  // namespace isthmus::widgets
