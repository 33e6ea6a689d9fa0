#include "widgets/figures/drawing/field_drawing.h"

#include "widgets/figures/drawing/figure_axes.h"
#include "widgets/figures/drawing/inside_axes.h"
#include "widgets/theme/task_colors.h"

#include <cmath>

namespace isthmus::widgets {

QString cellText(double value, double width, const QFontMetricsF& metrics)
{
    for (const int decimals : {1, 0}) {
        const QString text = QString::number(value, 'f', decimals);
        if (metrics.horizontalAdvance(text) < 0.92 * width)
            return text;
    }
    return {};
}

void drawCells(QCPAxisRect& rect, const FigureField& field, const FieldLook& look, const FigureStyle& style)
{
    new InsideAxes(rect, [field, look, &style](QCPPainter& painter, const QCPAxisRect& place) {
        const QFontMetricsF metrics(style.smallFont);
        const double gap = 0.4 * unitsPerPoint;  // white lines between cells hide the seams that viewers draw
        painter.setFont(style.smallFont);
        for (std::size_t j = 0; j < field.y.size(); ++j) {
            for (std::size_t i = 0; i < field.x.size(); ++i) {
                const double value = field.values[j * field.x.size() + i];
                if (!std::isfinite(value))
                    continue;
                const QRectF cell =
                    QRectF(pixel(place, field.x[i] - 0.5, field.y[j] - 0.5), pixel(place, field.x[i] + 0.5, field.y[j] + 0.5))
                        .normalized()
                        .adjusted(gap, gap, -gap, -gap);
                const QColor colour = look.colourOf(value);
                painter.fillRect(cell, colour);
                painter.setPen(textOn(colour));
                if (cell.height() > metrics.height())
                    painter.drawText(cell, Qt::AlignCenter | Qt::TextDontClip, cellText(value, cell.width(), metrics));
            }
        }
    });
}

void drawColourBar(QCPAxisRect& rect, const FigureField& field, const FieldLook& look, const FigureStyle& style)
{
    for (QCPAxis* axis : rect.axes()) {
        styleAxis(*axis, style);
        axis->grid()->setVisible(false);
        axis->setVisible(axis->axisType() == QCPAxis::atRight);
    }
    QCPAxis* values = rect.axis(QCPAxis::atRight);
    values->setRange(look.range.low, look.range.high);
    setTicks(*values, Ticks::Numbers, look.scale == GridShowing::Scale::Logarithmic);
    values->setLabel(QString::fromStdString(field.label));
    new InsideAxes(rect, [look, &style](QCPPainter& painter, const QCPAxisRect& place) {
        painter.drawImage(QRectF(place.rect()), scaleImage(look));
        for (const double level : look.levels()) {
            const double y = place.axis(QCPAxis::atRight)->coordToPixel(level);
            painter.setPen(QPen(textOn(look.colourOf(level)), 0.5 * style.lineWidth));
            painter.drawLine(QLineF(place.left(), y, place.right(), y));
        }
    });
}

}  // namespace isthmus::widgets
