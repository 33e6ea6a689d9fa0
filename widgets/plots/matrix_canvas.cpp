#include "widgets/plots/matrix_canvas.h"

#include "widgets/plots/axis_steps.h"
#include "widgets/plots/plot_style.h"
#include "widgets/theme/color_maps.h"
#include "widgets/theme/task_colors.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr int smallestWithText = 22;  ///< cells narrower than this stay without a number, in pixels
constexpr int taskMark = 3;           ///< height of the task's colour under its column's number

}  // namespace

MatrixCanvas::MatrixCanvas(QWidget* parent) : CellCanvas(parent) {}

void MatrixCanvas::setMatrix(const engine::TaskMatrix& matrix, Values values)
{
    matrix_ = matrix;
    values_ = values;
    double most = 0.0;
    for (int t = 1; t <= matrix.tasks(); ++t)
        for (int i = 1; i <= matrix.tasks(); ++i)
            most = std::max(most, std::abs(matrix.at(t, i).value_or(0.0)));
    limit_ = niceAbove(100.0 * most) / 100.0;
    setCount(matrix.tasks());
    update();
}

void MatrixCanvas::setSelectedTask(int task)
{
    selected_ = task;
    update();
}

void MatrixCanvas::setScaleShown(bool shown)
{
    scaleShown_ = shown;
    placeCells();
    update();
}

QMargins MatrixCanvas::room() const
{
    const int line = cellMetrics().height();
    const int left = line + 4 + cellMetrics().horizontalAdvance(QString::number(std::max(1, count()))) + 8;
    const int top = 2 * line + taskMark + 6;
    const int right = scaleShown_ ? scaleRoom + cellMetrics().horizontalAdvance(QStringLiteral("100\u202f%")) : 6;
    return {left, top, right, 6};
}

QString MatrixCanvas::cellText(Cell cell) const
{
    const auto value = matrix_.at(cell.row, cell.column);
    if (!value || cellSize().width() < smallestWithText || cellSize().height() < cellMetrics().height() - 2)
        return {};
    const auto digits = [&](int decimals) {
        const QString text = QString::number(100.0 * std::abs(*value), 'f', decimals);
        if (values_ == Values::Accuracies || text.toDouble() == 0.0)
            return text;
        return (*value < 0.0 ? QString(QChar(0x2212)) : QStringLiteral("+")) + text;
    };
    if (count() > 10)
        return digits(0);
    const QString text = digits(1), whole = digits(0);
    return cellMetrics().horizontalAdvance(QStringLiteral("100.0")) + 4 <= cellSize().width() ? text : whole;
}

void MatrixCanvas::drawCells(QPainter& painter) const
{
    for (int t = 1; t <= count(); ++t)
        for (int i = 1; i <= count(); ++i)
            drawCell(painter, {t, i});
    drawLabels(painter);
    if (scaleShown_)
        drawValueScale(painter);
    drawSelected(painter);
}

QColor MatrixCanvas::colourOf(double value) const
{
    return values_ == Values::Accuracies ? sequentialColor(value) : mapColor(ColorMap::Diverging, 0.5 + 0.5 * value / limit_);
}

void MatrixCanvas::drawValueScale(QPainter& painter) const
{
    if (values_ == Values::Accuracies) {
        drawScale(painter, sequentialColor,
                  {{0.0, QStringLiteral("0")}, {0.5, QStringLiteral("50")}, {1.0, QStringLiteral("100\u202f%")}});
        return;
    }
    const QString end = QString::number(100.0 * limit_, 'g', 3);
    drawScale(painter, [](double share) { return mapColor(ColorMap::Diverging, share); },
              {{0.0, QChar(0x2212) + end}, {0.5, QStringLiteral("0")}, {1.0, u'+' + end}});
}

void MatrixCanvas::drawCell(QPainter& painter, Cell cell) const
{
    const QRect area = cellRect(cell);
    const auto value = matrix_.at(cell.row, cell.column);
    if (value) {
        const QColor colour = colourOf(*value);
        painter.fillRect(area, colour);
        painter.setPen(textOn(colour));
        painter.drawText(area, Qt::AlignCenter, cellText(cell));
    } else if (cell.column <= cell.row) {
        hatch(painter, area);
    }
}

void MatrixCanvas::drawLabels(QPainter& painter) const
{
    const int n = count();
    const QRect cells = cellsRect();
    const int line = cellMetrics().height();
    const int widest = cellMetrics().horizontalAdvance(QString::number(n)) + 4;
    for (int k = 1; k <= n; ++k) {
        const QRect column = cellRect({1, k});
        const QRect row = cellRect({k, 1});
        const bool chosen = k == selected_;
        painter.fillRect(column.left(), cells.top() - taskMark - 2, column.width(), taskMark, taskColor(k, n));
        if (chosen || isLabelled(k, cellSize().width(), widest)) {
            QFont font = plotFont();
            font.setBold(chosen);
            painter.setFont(font);
            painter.setPen(color(chosen ? Role::Text : Role::Muted));
            painter.drawText(QRect(column.center().x() - 30, cells.top() - taskMark - 4 - line, 61, line), Qt::AlignCenter,
                             QString::number(k));
        }
        painter.setFont(plotFont());
        painter.setPen(color(Role::Muted));
        if (isLabelled(k, cellSize().height(), line - 1))
            painter.drawText(QRect(0, row.center().y() - line / 2, cells.left() - 6, line), Qt::AlignRight | Qt::AlignVCenter,
                             QString::number(k));
    }
    const QString all = values_ == Values::Accuracies ? tr("Accuracy on task") : tr("Difference on task");
    const QString above = cellMetrics().elidedText(all, Qt::ElideRight, width());
    const int wide = cellMetrics().horizontalAdvance(above);  // may be wider than the cells
    const int left = std::max(0, std::min(cells.center().x() - wide / 2, width() - wide));
    painter.drawText(QPoint(left, cellMetrics().ascent()), above);
    painter.save();
    const QString beside = cellMetrics().elidedText(tr("After task"), Qt::ElideRight, height());
    const int high = cellMetrics().horizontalAdvance(beside);
    painter.translate(0, std::max(high / 2 + 1, std::min(cells.center().y(), height() - high / 2 - 1)));
    painter.rotate(-90);
    painter.drawText(QRect(-100, 0, 200, line), Qt::AlignHCenter | Qt::AlignTop, beside);
    painter.restore();
}

void MatrixCanvas::drawSelected(QPainter& painter) const
{
    if (selected_ < 1 || selected_ > count())
        return;
    const QRect column = cellRect({1, selected_}) | cellRect({count(), selected_});
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color(Role::Accent), 2));
    painter.drawRect(column.adjusted(-1, -1, 1, 1));
}

}  // namespace isthmus::widgets
