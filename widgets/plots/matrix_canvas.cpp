#include "widgets/plots/matrix_canvas.h"

#include "widgets/plots/plot_style.h"
#include "widgets/theme/task_colors.h"
#include "widgets/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr int smallestWithText = 22;  ///< cells narrower than this stay without a number, in pixels
constexpr int scaleWidth = 10;
constexpr int scaleGap = 14;
constexpr int taskMark = 3;  ///< height of the task's colour under its column's number

QFontMetrics metrics() { return QFontMetrics(plotFont()); }

/// Whether row or column k gets a number where each has `room` and a number needs `needed` pixels.
bool isLabelled(int k, int room, int needed)
{
    for (const int step : {1, 2, 5, 10, 20, 50})
        if (room * step >= needed)
            return k % step == 0 || (k == 1 && step > 2);
    return k == 1;
}

/// Thin diagonals; lines, because Qt's brush patterns come out differently in every kind of file.
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

}  // namespace

MatrixCanvas::MatrixCanvas(QWidget* parent) : QWidget(parent) { setMouseTracking(true); }

void MatrixCanvas::setMatrix(const engine::AccuracyMatrix& matrix)
{
    const bool otherSize = matrix.tasks() != matrix_.tasks();
    matrix_ = matrix;
    if (otherSize) {
        moveTo({});
        placeCells();
    }
    update();
}

void MatrixCanvas::setSelectedTask(int task)
{
    selected_ = task;
    update();
}

void MatrixCanvas::placeCells()
{
    const int n = std::max(1, matrix_.tasks());
    const int line = metrics().height();
    const int left = line + 4 + metrics().horizontalAdvance(QString::number(n)) + 8;
    const int top = 2 * line + taskMark + 6;
    const int right = scaleGap + scaleWidth + 6 + metrics().horizontalAdvance(QStringLiteral("100\u202f%"));
    const int width = std::max(1, (this->width() - left - right) / n);
    const int height = std::max(1, (this->height() - top - 6) / n);
    cell_.setWidth(std::min(width, 2 * height));
    cell_.setHeight(std::min(height, cell_.width()));
    origin_ = {left, top};
}

QRect MatrixCanvas::cellsRect() const { return {origin_, cell_ * matrix_.tasks()}; }

QRect MatrixCanvas::cellRect(MatrixCell cell) const
{
    const QPoint corner(origin_.x() + (cell.onTask - 1) * cell_.width(), origin_.y() + (cell.afterTask - 1) * cell_.height());
    const int gap = cell_.width() >= 8 ? 1 : 0;
    return QRect(corner, cell_).adjusted(0, 0, -gap, -gap);
}

MatrixCell MatrixCanvas::cellAt(const QPoint& place) const
{
    if (!cellsRect().contains(place))
        return {};
    return {1 + (place.y() - origin_.y()) / cell_.height(), 1 + (place.x() - origin_.x()) / cell_.width()};
}

QString MatrixCanvas::cellText(MatrixCell cell) const
{
    const auto value = matrix_.at(cell.afterTask, cell.onTask);
    if (!value || cell_.width() < smallestWithText || cell_.height() < metrics().height() - 2)
        return {};
    const QString whole = QString::number(100.0 * *value, 'f', 0);
    if (matrix_.tasks() > 10)
        return whole;
    const QString text = QString::number(100.0 * *value, 'f', 1);
    return metrics().horizontalAdvance(QStringLiteral("100.0")) + 4 <= cell_.width() ? text : whole;
}

void MatrixCanvas::draw(QPainter& painter) const
{
    painter.fillRect(rect(), color(Role::Panel));
    painter.setFont(plotFont());
    if (matrix_.tasks() == 0)
        return;
    for (int t = 1; t <= matrix_.tasks(); ++t)
        for (int i = 1; i <= matrix_.tasks(); ++i)
            drawCell(painter, {t, i});
    drawLabels(painter);
    drawScale(painter);
    drawMarks(painter);
}

void MatrixCanvas::drawCell(QPainter& painter, MatrixCell cell) const
{
    const QRect area = cellRect(cell);
    const auto value = matrix_.at(cell.afterTask, cell.onTask);
    if (value) {
        const QColor colour = sequentialColor(*value);
        painter.fillRect(area, colour);
        painter.setPen(textOn(colour));
        painter.drawText(area, Qt::AlignCenter, cellText(cell));
    } else if (cell.onTask <= cell.afterTask) {
        hatch(painter, area);
    }
}

void MatrixCanvas::drawLabels(QPainter& painter) const
{
    const int n = matrix_.tasks();
    const QRect cells = cellsRect();
    const int line = metrics().height();
    const int widest = metrics().horizontalAdvance(QString::number(n)) + 4;
    for (int k = 1; k <= n; ++k) {
        const QRect column = cellRect({1, k});
        const QRect row = cellRect({k, 1});
        const bool chosen = k == selected_;
        painter.fillRect(column.left(), cells.top() - taskMark - 2, column.width(), taskMark, taskColor(k, n));
        if (chosen || isLabelled(k, cell_.width(), widest)) {
            QFont font = plotFont();
            font.setBold(chosen);
            painter.setFont(font);
            painter.setPen(color(chosen ? Role::Text : Role::Muted));
            painter.drawText(QRect(column.center().x() - 30, cells.top() - taskMark - 4 - line, 61, line), Qt::AlignCenter,
                             QString::number(k));
        }
        painter.setFont(plotFont());
        painter.setPen(color(Role::Muted));
        if (isLabelled(k, cell_.height(), line - 1))
            painter.drawText(QRect(0, row.center().y() - line / 2, cells.left() - 6, line), Qt::AlignRight | Qt::AlignVCenter,
                             QString::number(k));
    }
    painter.drawText(QRect(cells.left(), 0, cells.width(), line), Qt::AlignHCenter | Qt::AlignTop, tr("Accuracy on task"));
    painter.save();
    painter.translate(0, cells.center().y());
    painter.rotate(-90);
    painter.drawText(QRect(-100, 0, 200, line), Qt::AlignHCenter | Qt::AlignTop, tr("After task"));
    painter.restore();
}

void MatrixCanvas::drawScale(QPainter& painter) const
{
    const QRect cells = cellsRect();
    const QRect bar(cells.right() + scaleGap, cells.top(), scaleWidth, cells.height() - 1);
    QLinearGradient colours(bar.bottomLeft(), bar.topLeft());
    for (int stop = 0; stop <= 40; ++stop)
        colours.setColorAt(stop / 40.0, sequentialColor(stop / 40.0));
    painter.fillRect(bar, colours);
    painter.setPen(color(Role::Muted));
    const int line = metrics().height();
    for (const int percent : {0, 50, 100}) {
        const int y = bar.bottom() - percent * (bar.height() - 1) / 100;
        const int top = std::clamp(y - line / 2, bar.top() - 2, bar.bottom() - line + 4);
        const QString text = percent == 100 ? QStringLiteral("100\u202f%") : QString::number(percent);
        painter.drawText(QPoint(bar.right() + 6, top + metrics().ascent()), text);
    }
}

void MatrixCanvas::drawMarks(QPainter& painter) const
{
    painter.setBrush(Qt::NoBrush);
    if (selected_ >= 1 && selected_ <= matrix_.tasks()) {
        const QRect column = cellRect({1, selected_}) | cellRect({matrix_.tasks(), selected_});
        painter.setPen(QPen(color(Role::Accent), 2));
        painter.drawRect(column.adjusted(-1, -1, 1, 1));
    }
    if (current_) {
        const QRect area = cellRect(current_);
        painter.setPen(QPen(color(Role::Panel), 1));
        painter.drawRect(area.adjusted(1, 1, -2, -2));
        painter.setPen(QPen(color(Role::Text), 1));
        painter.drawRect(area.adjusted(0, 0, -1, -1));
        painter.drawRect(area.adjusted(-1, -1, 0, 0));
    }
}

void MatrixCanvas::moveTo(MatrixCell cell)
{
    if (cell == current_)
        return;
    current_ = cell;
    update();
    Q_EMIT currentChanged(cell);
}

void MatrixCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    draw(painter);
}

void MatrixCanvas::resizeEvent(QResizeEvent*) { placeCells(); }
void MatrixCanvas::mouseMoveEvent(QMouseEvent* event) { moveTo(cellAt(event->pos())); }
void MatrixCanvas::leaveEvent(QEvent*) { moveTo({}); }

void MatrixCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const MatrixCell cell = cellAt(event->pos())) {
        moveTo(cell);
        Q_EMIT picked(cell);
    }
}

void MatrixCanvas::keyPressEvent(QKeyEvent* event)
{
    const int n = matrix_.tasks();
    MatrixCell cell = current_;
    switch (event->key()) {
    case Qt::Key_Left:
        --cell.onTask;
        break;
    case Qt::Key_Right:
        ++cell.onTask;
        break;
    case Qt::Key_Up:
        --cell.afterTask;
        break;
    case Qt::Key_Down:
        ++cell.afterTask;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (current_)
            Q_EMIT picked(current_);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    // The first arrow only puts the cursor into the corner.
    if (n > 0)
        moveTo(current_ ? MatrixCell{std::clamp(cell.afterTask, 1, n), std::clamp(cell.onTask, 1, n)} : MatrixCell{1, 1});
}

}  // namespace isthmus::widgets
