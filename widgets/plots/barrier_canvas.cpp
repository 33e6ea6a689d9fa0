#include "widgets/plots/barrier_canvas.h"

#include "widgets/plots/plot_style.h"
#include "widgets/theme/number_format.h"
#include "widgets/theme/task_colors.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr int nameGap = 8;    ///< between a name and the cells
constexpr int mostName = 96;  ///< pixels; longer names are shortened in the middle

constexpr int bottomRoom = 6;  ///< room beneath the cells

QString shortened(const QString& name) { return cellMetrics().elidedText(name, Qt::ElideMiddle, mostName); }

QString scaleText(double height) { return height == 0.0 ? QStringLiteral("0") : QString::number(height, 'g', 2); }

}  // namespace

BarrierCanvas::BarrierCanvas(QWidget* parent) : CellCanvas(parent) {}

void BarrierCanvas::setHeights(const QStringList& networks, const std::vector<double>& heights, double top)
{
    networks_ = networks;
    heights_ = heights;
    top_ = top;
    setCount(static_cast<int>(networks.size()));
    placeCells();  // the names may be longer now
    update();
}

int BarrierCanvas::widestName() const
{
    int widest = 0;
    for (const QString& name : networks_)
        widest = std::max(widest, cellMetrics().horizontalAdvance(shortened(name)));
    return widest;
}

int BarrierCanvas::rightRoom() { return scaleRoom + cellMetrics().horizontalAdvance(QStringLiteral("0.05 nats")); }

QMargins BarrierCanvas::room() const
{
    const int left = widestName() + nameGap;
    return {left, upright() ? left : cellMetrics().height() + nameGap, rightRoom(), bottomRoom};
}

/// Whether the names above stand upright because the cells would be too narrow for them beneath one line.
bool BarrierCanvas::upright() const
{
    const int needed = widestName() + nameGap;
    const int width = (this->width() - needed - rightRoom()) / std::max(1, count());
    const int height = (this->height() - cellMetrics().height() - nameGap - bottomRoom) / std::max(1, count());
    return std::min(width, 2 * height) < needed;
}

double BarrierCanvas::barrier(Cell cell) const { return heights_[std::size_t((cell.row - 1) * count() + cell.column - 1)]; }

QString BarrierCanvas::cellText(Cell cell) const
{
    const double value = barrier(cell);
    if (cell.row == cell.column || !std::isfinite(value) || cellSize().height() < cellMetrics().height() - 2)
        return {};
    // As many decimals for all, so that cells can be compared.
    const QString text = QString::number(value, 'f', top_ >= 10.0 ? 1 : 2);
    const QString widest = QString::number(top_, 'f', top_ >= 10.0 ? 1 : 2);
    return cellMetrics().horizontalAdvance(widest) + 6 <= cellSize().width() ? text : QString();
}

void BarrierCanvas::drawCells(QPainter& painter) const
{
    for (int row = 1; row <= count(); ++row)
        for (int column = 1; column <= count(); ++column)
            drawCell(painter, {row, column});
    drawNames(painter);
    drawScale(painter, sequentialColor,
              {{0.0, QStringLiteral("0")}, {0.5, scaleText(top_ / 2)}, {1.0, tr("%1 nats").arg(scaleText(top_))}});
}

void BarrierCanvas::drawCell(QPainter& painter, Cell cell) const
{
    const QRect area = cellRect(cell);
    const double value = barrier(cell);
    if (cell.row == cell.column) {
        painter.fillRect(area, color(Role::Grid));  // a network has no barrier to itself
    } else if (std::isnan(value)) {
        hatch(painter, area);
    } else {
        const QColor colour = sequentialColor(value / top_);
        painter.fillRect(area, colour);
        painter.setPen(textOn(colour));
        painter.drawText(area, Qt::AlignCenter, cellText(cell));
    }
}

void BarrierCanvas::drawNames(QPainter& painter) const
{
    const QRect cells = cellsRect();
    const int line = cellMetrics().height();
    const bool upright = this->upright();
    const Cell current = currentCell();
    for (int k = 1; k <= count(); ++k) {
        const QString name = shortened(networks_[k - 1]);
        const QRect row = cellRect({k, 1});
        painter.setPen(color(k == current.row ? Role::Text : Role::Muted));
        if (isLabelled(k, cellSize().height(), line - 1))
            painter.drawText(QRect(0, row.center().y() - line / 2, cells.left() - nameGap, line),
                             Qt::AlignRight | Qt::AlignVCenter, name);
        const QRect column = cellRect({1, k});
        painter.setPen(color(k == current.column ? Role::Text : Role::Muted));
        if (!upright) {
            painter.drawText(QRect(column.left(), cells.top() - nameGap - line, column.width(), line), Qt::AlignCenter, name);
        } else if (isLabelled(k, cellSize().width(), line - 1)) {
            painter.save();
            painter.translate(column.center().x(), cells.top() - nameGap);
            painter.rotate(-90);
            painter.drawText(QRect(0, -line / 2, cells.top(), line), Qt::AlignLeft | Qt::AlignVCenter, name);
            painter.restore();
        }
    }
}

}  // namespace isthmus::widgets
