#include "widgets/plots/cell_canvas.h"

#include "widgets/plots/cursor_keys.h"
#include "widgets/plots/plot_style.h"
#include "widgets/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr int scaleWidth = 10;
constexpr int scaleGap = 14;
constexpr int scaleNumberGap = 6;

}  // namespace

QFontMetrics cellMetrics() { return QFontMetrics(plotFont()); }

bool isLabelled(int k, int room, int needed)
{
    for (const int step : {1, 2, 5, 10, 20, 50})
        if (room * step >= needed)
            return k % step == 0 || (k == 1 && step > 2);
    return k == 1;
}

void hatch(QPainter& painter, const QRect& area)
{
    constexpr int spacing = 8;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Role::Grid), 1));
    const int left = area.left(), right = area.right() + 1, top = area.top(), bottom = area.bottom() + 1;
    for (int sum = (left + top) / spacing * spacing + spacing; sum < right + bottom; sum += spacing) {
        const int x1 = std::max(left, sum - bottom), x2 = std::min(right, sum - top);
        painter.drawLine(x1, sum - x1, x2, sum - x2);
    }
    painter.restore();
}

CellCanvas::CellCanvas(QWidget* parent) : QWidget(parent) { setMouseTracking(true); }

void CellCanvas::setCount(int count)
{
    if (count == count_)
        return;
    count_ = count;
    moveTo({});
    placeCells();
}

void CellCanvas::placeCells()
{
    const int n = std::max(1, count_);
    const QMargins around = room();
    const int width = std::max(1, (this->width() - around.left() - around.right()) / n);
    const int height = std::max(1, (this->height() - around.top() - around.bottom()) / n);
    cell_.setWidth(std::min(width, 2 * height));
    cell_.setHeight(std::min(height, cell_.width()));
    origin_ = {around.left(), around.top()};
}

QRect CellCanvas::cellsRect() const { return {origin_, cell_ * count_}; }

QRect CellCanvas::cellRect(Cell cell) const
{
    const QPoint corner(origin_.x() + (cell.column - 1) * cell_.width(), origin_.y() + (cell.row - 1) * cell_.height());
    const int gap = cell_.width() >= 8 ? 1 : 0;
    return QRect(corner, cell_).adjusted(0, 0, -gap, -gap);
}

Cell CellCanvas::cellAt(const QPoint& place) const
{
    if (!cellsRect().contains(place))
        return {};
    return {1 + (place.y() - origin_.y()) / cell_.height(), 1 + (place.x() - origin_.x()) / cell_.width()};
}

void CellCanvas::draw(QPainter& painter) const
{
    painter.fillRect(rect(), color(Role::Panel));
    painter.setFont(plotFont());
    if (count_ == 0)
        return;
    drawCells(painter);
    drawCurrent(painter);
}

void CellCanvas::drawScale(QPainter& painter, const std::function<QColor(double share)>& colourAt,
                           const std::vector<ScaleMark>& marks) const
{
    const QRect cells = cellsRect();
    const QRect bar(cells.right() + scaleGap, cells.top(), scaleWidth, cells.height() - 1);
    QLinearGradient colours(bar.bottomLeft(), bar.topLeft());
    for (int stop = 0; stop <= 40; ++stop)
        colours.setColorAt(stop / 40.0, colourAt(stop / 40.0));
    painter.fillRect(bar, colours);
    painter.setPen(color(Role::Muted));
    painter.setFont(plotFont());
    const int line = cellMetrics().height();
    for (const ScaleMark& mark : marks) {
        const int y = bar.bottom() - static_cast<int>(mark.share * (bar.height() - 1));
        const int top = std::clamp(y - line / 2, bar.top() - 2, std::max(bar.top() - 2, bar.bottom() - line + 4));
        painter.drawText(QPoint(bar.right() + scaleNumberGap, top + cellMetrics().ascent()), mark.text);
    }
}

void CellCanvas::drawCurrent(QPainter& painter) const
{
    if (!current_)
        return;
    const QRect area = cellRect(current_);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color(Role::Panel), 1));
    painter.drawRect(area.adjusted(1, 1, -2, -2));
    painter.setPen(QPen(color(Role::Text), 1));
    painter.drawRect(area.adjusted(0, 0, -1, -1));
    painter.drawRect(area.adjusted(-1, -1, 0, 0));
}

void CellCanvas::moveTo(Cell cell)
{
    if (cell == current_)
        return;
    current_ = cell;
    update();
    Q_EMIT currentChanged(cell);
}

void CellCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    draw(painter);
    if (focusFramed_ && hasFocus()) {
        painter.setPen(color(Role::Accent));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void CellCanvas::resizeEvent(QResizeEvent*) { placeCells(); }
void CellCanvas::mouseMoveEvent(QMouseEvent* event) { moveTo(cellAt(event->pos())); }
void CellCanvas::leaveEvent(QEvent*) { moveTo({}); }

void CellCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const Cell cell = cellAt(event->pos())) {
        moveTo(cell);
        Q_EMIT picked(cell);
    }
}

void CellCanvas::keyPressEvent(QKeyEvent* event)
{
    const auto move = cursorMove(*event);
    const bool picks = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (picks && current_)
        Q_EMIT picked(current_);
    else if (!move)
        QWidget::keyPressEvent(event);
    else if (count_ > 0 && !current_)  // the first key only puts the cursor into the corner
        moveTo({1, 1});
    else if (count_ > 0)
        moveTo({std::clamp(current_.row + move->across * cursorStep(*move, count_), 1, count_),
                std::clamp(current_.column + move->along * cursorStep(*move, count_), 1, count_)});
}

}  // namespace isthmus::widgets
